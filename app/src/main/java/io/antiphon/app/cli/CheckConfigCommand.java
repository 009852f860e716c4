package io.antiphon.app.cli;

import io.antiphon.control.model.Configuration;
import io.antiphon.control.settings.SettingsException;
import io.antiphon.control.settings.SettingsReader;
import io.antiphon.control.store.BadFileException;
import io.antiphon.control.store.ConfigurationDocument;
import io.antiphon.control.store.YamlDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether a start would take a configuration file, and changes nothing. */
@Command(
        name = "check-config",
        description = "Check a configuration file, its settings too, and change nothing.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the file is right",
            "1:the file is not right; all that is wrong is printed, with line and column",
            "2:wrong usage, or the file is not there or cannot be read"
        })
final class CheckConfigCommand implements Callable<Integer> {
    private static final int RIGHT = 0;
    private static final int NOT_RIGHT = 1;
    private static final int NOT_READ = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The file; without it the one that a start would read.")
    private @Nullable Path file;

    @Option(names = "--home", paramLabel = "DIR", description = "Folder for everything, as of 'run'.")
    private @Nullable String home;

    @Override
    public Integer call() {
        Map<String, String> flags = new LinkedHashMap<>();
        if (home != null) {
            flags.put("home", home);
        }
        if (file != null) {
            flags.put("config-path", file.toString());
        }
        Path configured = SettingsReader.configFile(flags, System.getenv());
        if (!Files.isRegularFile(configured) || !Files.isReadable(configured)) {
            err().println(configured + ": there is no such file that can be read");
            return NOT_READ;
        }
        try {
            YamlDocument document = YamlDocument.read(configured);
            return check(configured, document, new SettingsReader(flags, System.getenv()));
        } catch (BadFileException e) {
            err().println(e.getMessage());
            return NOT_RIGHT;
        } catch (IOException e) {
            err().println(configured + " cannot be read: " + e.getMessage());
            return NOT_READ;
        }
    }

    private int check(Path configured, YamlDocument document, SettingsReader reader) {
        int code = RIGHT;
        try {
            reader.read().warnings().forEach(warning -> err().println("Note: " + warning));
        } catch (SettingsException e) {
            err().println(e.getMessage());
            code = NOT_RIGHT;
        }
        try {
            Configuration read = ConfigurationDocument.read(configured.toString(), document);
            if (code == RIGHT) {
                out().println(summary(configured, document, read));
            }
        } catch (BadFileException e) {
            err().println(e.getMessage());
            code = NOT_RIGHT;
        }
        return code;
    }

    private static String summary(Path file, YamlDocument document, Configuration read) {
        String form = document.isAncestors() ? ", as ScreamRouter wrote it; a start imports it" : "";
        return "%s is right: %d sources, %d sinks, %d routes%s"
                .formatted(
                        file,
                        read.sources().size(),
                        read.sinks().size(),
                        read.routes().size(),
                        form);
    }

    private PrintWriter out() {
        return commandLineOf(spec).getOut();
    }

    private PrintWriter err() {
        return commandLineOf(spec).getErr();
    }

    private static picocli.CommandLine commandLineOf(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("not made by picocli");
        }
        return spec.commandLine();
    }
}
