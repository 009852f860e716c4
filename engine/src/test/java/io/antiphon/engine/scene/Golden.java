package io.antiphon.engine.scene;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Golden files: mono float samples, little-endian, beside a JSON file that says what they hold. Compared by the level of
 * the difference; a system property writes them anew.
 */
final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final String SWITCH = "antiphon.golden.write";
    private static final double ALLOWED_DBFS = -120;
    private static final String HOW =
            "%nIf the change is meant, listen to it and write the files anew:%n  ./mvnw test -pl engine"
                    + " -Dtest=GoldenRenderTest -D"
                    + SWITCH + "=true%nthen look at what git says has changed.";

    private Golden() {}

    /** Compares a render with the file of that name, or writes it when told to. */
    static void check(String name, String holds, int sampleRateHz, float[] render) throws IOException {
        Path samples = FOLDER.resolve(name + ".f32");
        Path description = FOLDER.resolve(name + ".json");
        if (Boolean.getBoolean(SWITCH)) {
            Files.createDirectories(FOLDER);
            byte[] bytes = new byte[render.length * Float.BYTES];
            samplesOf(bytes).put(render);
            Files.write(samples, bytes);
            Files.writeString(description, describe(holds, sampleRateHz, render));
            return;
        }
        if (!Files.exists(samples)) {
            fail("golden file " + samples + " is not there." + HOW.formatted());
        }
        float[] golden = read(samples);
        if (golden.length != render.length) {
            fail("%s: %d frames, golden %d.".formatted(name, render.length, golden.length) + HOW.formatted());
        }
        compare(name, golden, render);
        String described = Files.readString(description, UTF_8);
        if (!described.equals(describe(holds, sampleRateHz, golden))) {
            fail(description + " does not say what its samples hold." + HOW.formatted());
        }
    }

    private static void compare(String name, float[] golden, float[] render) {
        double sum = 0;
        int worst = 0;
        for (int i = 0; i < golden.length; i++) {
            double difference = render[i] - (double) golden[i];
            sum += difference * difference;
            if (Math.abs(difference) > Math.abs(render[worst] - (double) golden[worst])) {
                worst = i;
            }
        }
        double level = 10 * Math.log10(2 * sum / golden.length);
        if (!(level <= ALLOWED_DBFS)) {
            fail("%s: differs by %.1f dBFS (allowed %.0f), most at frame %d: %s instead of %s."
                            .formatted(name, level, ALLOWED_DBFS, worst, render[worst], golden[worst])
                    + HOW.formatted());
        }
    }

    private static float[] read(Path samples) throws IOException {
        byte[] bytes = Files.readAllBytes(samples);
        float[] golden = new float[bytes.length / Float.BYTES];
        samplesOf(bytes).get(golden);
        return golden;
    }

    private static FloatBuffer samplesOf(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    private static String describe(String holds, int sampleRateHz, float[] samples) {
        double peak = 0;
        double sum = 0;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
            sum += sample * (double) sample;
        }
        return String.format(
                Locale.ROOT,
                """
                {
                  "holds": "%s",
                  "format": "float, 32 bits, little-endian, mono",
                  "sample_rate_hz": %d,
                  "frames": %d,
                  "peak_dbfs": %.1f,
                  "rms_dbfs": %.1f
                }
                """,
                holds,
                sampleRateHz,
                samples.length,
                20 * Math.log10(peak),
                10 * Math.log10(2 * sum / samples.length));
    }
}
