package io.antiphon.control.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationMerge;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configuration file: read, written, and looked at for what a person edited. Owned by the writer thread, and before
 * the first save by whoever loads.
 */
final class ConfigurationFile {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationFile.class);

    /** Nobody is writing a file that stood still for so long; a little less than what {@link ConfigurationWatch} waits. */
    private static final long STILL_MS = 300;

    /** As long for a file from which something is gone: it may be the first part of one that is still being written. */
    private static final long LESS_STILL_MS = 2_000;

    /** As long for a file that a program has open for writing, and perhaps never closes. */
    private static final long OPEN_STILL_MS = 60_000;

    /** How often and how long a change waits for an editor that writes: one and a half seconds in all. */
    private static final int STILL_LOOKS = 60;

    private static final long STILL_LOOK_NS = 25_000_000;

    private final Path file;
    private String text = "";
    private ObjectNode tree = Json.object();
    private Configuration configuration = Configuration.EMPTY;
    private Optional<CutText> cut = Optional.empty();
    private @Nullable FileState known;
    private @Nullable FileState refused;
    private String refusedProblem = "";

    ConfigurationFile(Path file) {
        this.file = file;
    }

    /** Reads it; empty when it is not there. */
    Optional<FileEdit.Taken> load() throws BadFileException, IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Optional.of(take(FileState.of(file), YamlDocument.read(file)));
    }

    /**
     * Writes a configuration; what a person edited meanwhile is written with it.
     *
     * @return what the person edited, and what became of it
     */
    FileEdit write(Configuration next) throws IOException {
        Configuration whole = next;
        FileState knownBefore = known;
        String textBefore = text;
        ObjectNode treeBefore = tree;
        Configuration before = configuration;
        Optional<CutText> cutBefore = cut;
        FileEdit edit = known == null ? FileEdit.NONE : lookAgain();
        if (edit instanceof FileEdit.Taken taken) {
            try {
                whole = ConfigurationMerge.merge(taken.before(), taken.after(), next);
            } catch (ChangeRefused e) {
                edit = keepEdit(taken, String.valueOf(e.getMessage()));
            }
        }
        tree = Json.object().setAll(tree); // lists are replaced in it, never changed: what was before can be had back
        String written;
        try {
            ConfigurationDocument.put(tree, configuration, whole);
            cut = changed(whole);
            written = cut.map(CutText::text).orElseGet(this::wholeText);
            AtomicFile.write(file, written.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            // What a person edited is still there, and is found again the next time.
            known = knownBefore;
            text = textBefore;
            tree = treeBefore;
            configuration = before;
            cut = cutBefore;
            throw e;
        }
        text = written;
        configuration = whole;
        if (cut.isEmpty()) {
            cut = CutText.of(text, configuration);
        }
        known = FileState.of(file);
        refused = null;
        return edit;
    }

    private Optional<CutText> changed(Configuration next) {
        return cut.flatMap(known -> known.with(configuration, next, tree));
    }

    private String wholeText() {
        return text.indexOf('#') < 0
                ? YamlDocument.write(tree)
                : CommentedYaml.write(text, tree).orElseGet(() -> withoutComments(text));
    }

    /** The text that was last read or written. */
    String text() {
        return text;
    }

    /** What a person made of the file since it was last read or written; a wrong edit is told once. */
    FileEdit look() throws IOException {
        FileState now = FileState.of(file);
        if (now == null || now.equals(known) || now.equals(refused) || isBeingWritten(now)) {
            return FileEdit.NONE; // one that is being written is looked at when it is still
        }
        return read(now, now.isYoung(LESS_STILL_MS));
    }

    /** @param waitsForMore whether to take nothing as yet when something is gone from it */
    private FileEdit read(FileState now, boolean waitsForMore) throws IOException {
        try {
            YamlDocument document = YamlDocument.read(file);
            if (waitsForMore && isLess(document)) {
                return FileEdit.NONE;
            }
            if (document.text().isBlank()) {
                throw new BadFileException(file + " is empty");
            }
            return take(now, document);
        } catch (BadFileException e) {
            refused = now;
            refusedProblem = String.valueOf(e.getMessage());
            return new FileEdit.Refused(refusedProblem);
        }
    }

    private boolean isBeingWritten(FileState now) {
        return now.isYoung(STILL_MS) || (now.isYoung(OPEN_STILL_MS) && FileWriters.have(file));
    }

    private boolean isLess(YamlDocument document) {
        return Arrays.stream(EntityKind.values())
                .anyMatch(kind -> document.tree().path(kind.plural()).size()
                        < configuration.of(kind).size());
    }

    /** Puts an edit, which cannot be, beside the file. */
    FileEdit.PutAside keepEdit(FileEdit.Taken edit, String problem) throws IOException {
        Path aside = keepAside(edit.text(), "edited");
        LOG.warn("store: what was edited in the file cannot be taken; it is kept: aside={}", aside);
        return new FileEdit.PutAside(String.valueOf(aside.getFileName()), problem);
    }

    private FileEdit.Taken take(@Nullable FileState state, YamlDocument document) throws BadFileException, IOException {
        Configuration before = configuration;
        Configuration read = ConfigurationDocument.read(file.toString(), document, before);
        boolean complete = !document.isAncestors() && ConfigurationDocument.isComplete(document.tree(), read);
        if (document.isAncestors()) {
            Path aside = keepAside(document.text(), "imported");
            LOG.info("store: the file of another program was imported; it is kept: aside={}", aside);
            for (EntityKind kind : EntityKind.values()) {
                document.tree().remove(kind.plural()); // nobody wrote the defaults in it by hand
            }
        }
        if (known != null
                && !Objects.equals(tree.get("settings"), document.tree().get("settings"))) {
            LOG.info("store: settings were edited; they take effect at the next start: file={}", file);
        }
        known = state;
        tree = document.tree();
        text = document.isAncestors() ? "" : document.text();
        configuration = read;
        cut = complete ? CutText.of(text, configuration) : Optional.empty();
        return new FileEdit.Taken(before, read, document.text(), complete);
    }

    /** Looks before the file is overwritten: what is wrong in it must not be lost. */
    private FileEdit lookAgain() throws IOException {
        FileState now = awaitStill();
        if (now == null || now.equals(known)) {
            return FileEdit.NONE;
        }
        if (!now.equals(refused) && isBeingWritten(now)) {
            return leaveToItsWriter();
        }
        FileEdit edit = now.equals(refused) ? FileEdit.NONE : read(now, false);
        if (now.equals(refused)) {
            Path aside = aside("edited");
            Files.copy(file, aside);
            LOG.warn("store: a change is written over an edit that is not right; it is kept: aside={}", aside);
            return new FileEdit.PutAside(String.valueOf(aside.getFileName()), refusedProblem);
        }
        return edit;
    }

    /** What writes it goes on writing the same file under another name, since a change takes the place of this one. */
    private FileEdit leaveToItsWriter() throws IOException {
        Path aside = aside("edited");
        try {
            Files.createLink(aside, file);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, aside);
        }
        LOG.warn("store: a change is written while another program still writes the file; it is kept: aside={}", aside);
        return new FileEdit.PutAside(
                String.valueOf(aside.getFileName()), "it was still being written when a change had to be saved");
    }

    /** Lets an editor finish that writes at this moment, for a while. */
    private @Nullable FileState awaitStill() throws IOException {
        FileState now = FileState.of(file);
        for (int i = 0; i < STILL_LOOKS && now != null && !now.equals(known) && mayGrow(now); i++) {
            LockSupport.parkNanos(STILL_LOOK_NS);
            now = FileState.of(file);
        }
        return now;
    }

    private boolean mayGrow(FileState now) {
        FileState before = known;
        boolean less = before != null && now.size() < before.size();
        return (less && now.isYoung(LESS_STILL_MS)) || isBeingWritten(now);
    }

    private Path keepAside(String content, String why) throws IOException {
        Path aside = aside(why);
        AtomicFile.write(aside, content.getBytes(StandardCharsets.UTF_8));
        return aside;
    }

    private Path aside(String why) {
        String stamp = Instant.now().toString().replace(":", "");
        return file.resolveSibling(file.getFileName() + "." + why + "-" + stamp);
    }

    private String withoutComments(String commented) {
        try {
            LOG.warn("store: the text with its comments is kept: aside={}", keepAside(commented, "commented"));
        } catch (IOException e) {
            LOG.warn("store: the text with its comments could not be kept: file={}", file, e);
        }
        return YamlDocument.write(tree);
    }

    /**
     * What tells one state of a file from another.
     *
     * @param modified time of the last change
     * @param size bytes
     * @param key identity in the file system
     */
    private record FileState(
            FileTime modified, long size, @Nullable Object key) {
        /** True when it was changed within that time. */
        boolean isYoung(long ms) {
            long ageMs = Duration.between(modified.toInstant(), Instant.now()).toMillis();
            return ageMs >= 0 && ageMs < ms;
        }

        static @Nullable FileState of(Path file) throws IOException {
            if (!Files.exists(file)) {
                return null;
            }
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileState(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }
}
