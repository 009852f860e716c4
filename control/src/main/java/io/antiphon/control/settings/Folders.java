package io.antiphon.control.settings;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the program keeps its files.
 *
 * @param config configuration, certificates, sessions
 * @param state recordings, history, indexes
 * @param logs log files
 */
public record Folders(Path config, Path state, Path logs) {
    /** All under one folder. */
    static Folders under(Path home) {
        return new Folders(home, home.resolve("state"), home.resolve("logs"));
    }

    /**
     * Where the system keeps such things.
     *
     * @param environment environment variables
     * @param user name of the user
     * @param userHome the user's home folder
     */
    static Folders ofSystem(Map<String, String> environment, String user, Path userHome) {
        if (user.equals("root")) {
            Path state = Path.of("/var/lib/antiphon");
            return new Folders(Path.of("/etc/antiphon"), state, state.resolve("logs"));
        }
        Path config = folder(environment, "XDG_CONFIG_HOME", userHome.resolve(".config"));
        Path state = folder(environment, "XDG_DATA_HOME", userHome.resolve(".local/share"));
        return new Folders(config, state, state.resolve("logs"));
    }

    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        String given = environment.getOrDefault(variable, "");
        return (given.isEmpty() ? otherwise : Path.of(given)).resolve("antiphon");
    }
}
