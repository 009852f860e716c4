package io.antiphon.benchmarks.report;

import io.antiphon.benchmarks.reference.CCompiler;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that all benchmarks with figures share. Filled by picocli, then only read. */
public final class RunOptions {
    @Option(names = "--json", paramLabel = "FILE", description = "Where the JSON goes.")
    private @Nullable Path json;

    @Option(names = "--smoke", description = "As short as it can be: shows that it runs, says nothing about speed.")
    private boolean smoke;

    @Option(names = "--no-c", description = "Ours only, without the C programs.")
    private boolean withoutC;

    /** True when everything is to be as short as possible. */
    public boolean isSmoke() {
        return smoke;
    }

    /** The compiler of the references. */
    public CCompiler compiler() throws IOException, InterruptedException {
        return new CCompiler(!withoutC);
    }

    /** Where the JSON of that benchmark goes: as asked, else beside the launcher's other files. */
    public Path json(String benchmark) {
        if (json != null) {
            return json;
        }
        String launcher = System.getProperty("antiphon.launcher", "");
        Path folder = launcher.isEmpty()
                ? Path.of(System.getProperty("java.io.tmpdir"))
                : Path.of(launcher).resolveSibling(".antiphon");
        return folder.resolve("bench").resolve(benchmark + ".json");
    }
}
