package io.antiphon.app.cli;

import io.antiphon.app.main.Logging;
import io.antiphon.app.main.Server;
import io.antiphon.control.api.StartException;
import io.antiphon.control.settings.AntiphonSettings;
import io.antiphon.control.settings.Setting;
import io.antiphon.control.settings.SettingsException;
import io.antiphon.control.settings.SettingsReader;
import io.antiphon.control.store.BadFileException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Runs the server until it is told to end. Its options are the settings, each declared once in {@link Setting}. */
final class RunCommand implements Callable<Integer> {
    static final String NAME = "run";

    private final Map<String, String> flags = new HashMap<>();

    private RunCommand() {}

    static CommandLine commandLine() {
        RunCommand command = new RunCommand();
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(NAME).mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description("Run the server.")
                .footer(
                        "",
                        "Each option is also an environment variable (ANTIPHON_API_PORT) and a key under settings: in"
                                + " config.yaml (api_port). An option counts before a variable, that before the file.");
        for (Setting setting : Setting.values()) {
            spec.addOption(OptionSpec.builder("--" + setting.flag())
                    .type(String.class)
                    .paramLabel(setting.allowed())
                    .description(sentences(setting))
                    .setter(command.remembering(setting))
                    .build());
        }
        return new CommandLine(spec);
    }

    private static String[] sentences(Setting setting) {
        String sentence = Character.toUpperCase(setting.sentence().charAt(0))
                + setting.sentence().substring(1) + ".";
        return setting.defaultValue().isEmpty()
                ? new String[] {sentence}
                : new String[] {sentence, "Default: " + setting.defaultValue()};
    }

    private CommandLine.Model.ISetter remembering(Setting setting) {
        return new CommandLine.Model.ISetter() {
            @Override
            public <T> T set(T value) {
                if (value != null) {
                    flags.put(setting.flag(), value.toString());
                }
                return value;
            }
        };
    }

    @Override
    public Integer call() throws InterruptedException {
        AtomicReference<@Nullable Server> running = new AtomicReference<>();
        Thread hook = new Thread(() -> end(running.get()), "antiphon-end");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            AntiphonSettings settings = new SettingsReader(flags, System.getenv()).read();
            Logging.start(settings.folders().logs());
            Server server = new Server(settings);
            running.set(server);
            greet(server);
            new CountDownLatch(1).await(); // until a signal ends the process
            return CommandLine.ExitCode.OK;
        } catch (SettingsException | BadFileException e) {
            return refused(hook, String.valueOf(e.getMessage()), CommandLine.ExitCode.USAGE);
        } catch (StartException | IOException e) {
            return refused(hook, "Antiphon cannot start: " + e.getMessage(), CommandLine.ExitCode.SOFTWARE);
        }
    }

    private static int refused(Thread hook, String sentence, int exitCode) {
        Runtime.getRuntime().removeShutdownHook(hook); // it would end the process with 0
        System.err.println(sentence);
        return exitCode;
    }

    /** SIGTERM and Ctrl-C end it in good order, with exit code 0, also in the middle of the start. */
    private static void end(@Nullable Server server) {
        if (server != null) {
            server.close();
        }
        Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
    }

    private static void greet(Server server) {
        server.notices().forEach(notice -> System.err.println("Note: " + notice));
        System.out.println("Antiphon is running. Open " + server.link());
    }
}
