package io.antiphon.control.store;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Saves numbered configurations until it is killed, and says each number when it is on disk. */
final class EndlessWriter {
    private EndlessWriter() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        try (ConfigurationStore store = new ConfigurationStore(Path.of(arguments[0]))) {
            for (int number = 1; !out.checkError(); number++) {
                store.save(ConfigurationStoreTest.numbered(number), true).get();
                out.print(number + "\n");
            }
        }
    }
}
