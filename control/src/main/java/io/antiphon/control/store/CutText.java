package io.antiphon.control.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangedStretch;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a configuration file, cut where its entities begin: a change rewrites the text of the entities that it is
 * about, and all other text stays as it is. Comments go with what follows them.
 *
 * <pre>
 * settings: {api_port: 9000}          before the sinks
 * sinks:
 * # the loud one                      1st sink
 * - name: "Kitchen"
 *   config_id: "one"
 * - {name: Attic, config_id: two}     2nd sink
 * routes: []                          end
 * </pre>
 *
 * <p>Immutable.
 */
final class CutText {
    /** What a line cannot be told apart by: anchors and aliases, texts over several lines. */
    private static final Pattern UNCUT = Pattern.compile("(?m)(^|[\\s:\\[{,-])[&*]\\w|[:-] +[|>][-+0-9]* *(#.*)?$");

    /** What may stand at the margin beside comments and items: a key, or the mark of a document. */
    private static final Pattern TOP = Pattern.compile("^(---|[\\w\"'][^{}\\[\\]]*:([ \\t\\r\\n]|$))");

    private static final String KEY = "entities";

    private final List<Part> parts;
    private final String end;

    private CutText(List<Part> parts, String end) {
        this.parts = List.copyOf(parts);
        this.end = end;
    }

    /**
     * Cuts a text.
     *
     * @param configuration what stands in it
     * @return empty when it has a form that is not known well enough, or a list of it is empty
     */
    static Optional<CutText> of(String text, Configuration configuration) {
        if (!text.endsWith("\n") || UNCUT.matcher(text).find()) {
            return Optional.empty();
        }
        Cutter cutter = new Cutter();
        CutText cut = cutter.cut(text);
        if (cutter.isStrange()) {
            return Optional.empty();
        }
        Map<EntityKind, Integer> counts = new EnumMap<>(EntityKind.class);
        cut.parts.forEach(part -> counts.merge(part.kind(), part.entities().size(), Integer::sum));
        for (EntityKind kind : EntityKind.values()) {
            if (counts.getOrDefault(kind, 0) != configuration.of(kind).size()) {
                return Optional.empty();
            }
        }
        return Optional.of(cut);
    }

    /**
     * The text with other entities in it.
     *
     * @param before what stands in it
     * @param next what is to stand in it
     * @param tree the same as a document
     * @return empty when it must be written as a whole
     */
    Optional<CutText> with(Configuration before, Configuration next, ObjectNode tree) {
        List<Part> changed = new ArrayList<>();
        for (Part part : parts) {
            Optional<Part> then = with(
                    part,
                    before.of(part.kind()),
                    next.of(part.kind()),
                    tree.path(part.kind().plural()));
            then.ifPresent(changed::add);
        }
        long lists = Arrays.stream(EntityKind.values())
                .filter(kind -> !next.of(kind).isEmpty())
                .count();
        return changed.size() == parts.size() && lists == parts.size()
                ? Optional.of(new CutText(changed, end))
                : Optional.empty();
    }

    private static Optional<Part> with(
            Part part, List<? extends Entity> before, List<? extends Entity> next, JsonNode tree) {
        ChangedStretch changed = ChangedStretch.of(before, next);
        if (changed.isEmpty()) {
            return Optional.of(part);
        }
        Map<String, Integer> places = new HashMap<>();
        changed.before().forEach(entity -> places.put(entity.configId(), changed.begin() + places.size()));
        int end = changed.begin() + changed.before().size();
        List<String> texts = new ArrayList<>(next.size());
        texts.addAll(part.entities().subList(0, changed.begin()));
        for (Entity entity : changed.after()) {
            Integer place = places.get(entity.configId());
            String old = place == null ? null : part.entities().get(place);
            boolean same = place != null && before.get(place).equals(entity);
            Optional<String> text = same ? Optional.ofNullable(old) : rewritten(old, tree.path(texts.size()));
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        texts.addAll(part.entities().subList(end, before.size()));
        return Optional.of(new Part(part.before(), part.kind(), texts));
    }

    /** The whole text. */
    String text() {
        int length = end.length();
        for (Part part : parts) {
            length += part.before().length();
            for (String entity : part.entities()) {
                length += entity.length();
            }
        }
        StringBuilder text = new StringBuilder(length);
        for (Part part : parts) {
            text.append(part.before());
            part.entities().forEach(text::append);
        }
        return text.append(end).toString();
    }

    private static Optional<String> rewritten(@Nullable String old, JsonNode entity) {
        ObjectNode tree = Json.object();
        tree.putArray(KEY).add(entity);
        Optional<String> written =
                old == null ? Optional.of(YamlDocument.write(tree)) : CommentedYaml.write(KEY + ":\n" + old, tree);
        return written.map(text -> text.substring(text.indexOf('\n') + 1)).filter(Cutter::isOneEntity);
    }

    /**
     * A list of entities.
     *
     * @param before what stands before the first, from the end of the list before
     * @param kind what they are
     * @param entities the text of each, with the comments above it
     */
    private record Part(String before, EntityKind kind, List<String> entities) {
        Part {
            entities = List.copyOf(entities);
        }
    }

    /** Reads the lines of a text one after another. One use. */
    private static final class Cutter {
        private static final Pattern LIST = Pattern.compile("(sources|sinks|routes):\\s*(#.*)?\\R");

        private final List<Part> parts = new ArrayList<>();
        private final List<String> entities = new ArrayList<>();
        private final StringBuilder comments = new StringBuilder();
        private final StringBuilder open = new StringBuilder();
        private String before = "";
        private @Nullable EntityKind kind;
        private boolean strange;

        /** True when a line stood at the margin that begins nothing, such as the end of a list in braces. */
        boolean isStrange() {
            return strange;
        }

        CutText cut(String text) {
            for (String line : lines(text)) {
                if (isComment(line)) {
                    comments.append(line);
                    continue;
                }
                if (kind != null && isItem(line)) {
                    endPiece();
                    open.append(takeComments()).append(line);
                    entities.add("");
                } else if (isTop(line)) {
                    strange |= !TOP.matcher(line).find();
                    endList();
                    open.append(takeComments()).append(line);
                    kind = listOf(line);
                } else {
                    open.append(takeComments()).append(line);
                }
            }
            endList();
            return new CutText(parts, open.append(comments).toString());
        }

        private void endPiece() {
            if (entities.isEmpty()) {
                before = open.toString();
            } else {
                entities.set(entities.size() - 1, open.toString());
            }
            open.setLength(0);
        }

        private void endList() {
            if (kind != null && !entities.isEmpty()) {
                endPiece();
                parts.add(new Part(before, kind, entities));
                entities.clear();
            }
            kind = null;
        }

        private String takeComments() {
            String taken = comments.toString();
            comments.setLength(0);
            return taken;
        }

        private static boolean isOneEntity(String text) {
            List<String> lines = lines(text);
            return lines.stream().filter(Cutter::isItem).count() == 1
                    && lines.stream().noneMatch(Cutter::isTop);
        }

        private static List<String> lines(String text) {
            List<String> lines = new ArrayList<>();
            int from = 0;
            while (from < text.length()) {
                int end = text.indexOf('\n', from);
                int next = end < 0 ? text.length() : end + 1;
                lines.add(text.substring(from, next));
                from = next;
            }
            return lines;
        }

        private static @Nullable EntityKind listOf(String line) {
            Matcher list = LIST.matcher(line);
            if (list.matches()) {
                for (EntityKind kind : EntityKind.values()) {
                    if (kind.plural().equals(list.group(1))) {
                        return kind;
                    }
                }
            }
            return null;
        }

        private static boolean isComment(String line) {
            return line.isBlank() || line.strip().startsWith("#");
        }

        private static boolean isItem(String line) {
            return line.startsWith("-") && (line.length() == 1 || Character.isWhitespace(line.charAt(1)));
        }

        private static boolean isTop(String line) {
            return !isItem(line) && !isComment(line) && !Character.isWhitespace(line.charAt(0));
        }
    }
}
