package io.antiphon.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry of the program. Exit codes: 0 done, 1 could not, 2 bad usage. */
@Command(
        name = "antiphon",
        description = "Takes sound from anywhere on a network, mixes it and sends it anywhere.",
        subcommands = {
            StreamCommand.class,
            VersionCommand.class,
            CheckConfigCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class)
public final class Main {
    private Main() {}

    /** @param args the command and its options */
    public static void main(String[] args) {
        CommandLine commands = new CommandLine(new Main());
        commands.addSubcommand(RunCommand.NAME, RunCommand.commandLine());
        System.exit(commands.execute(args));
    }
}
