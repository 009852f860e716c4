package io.antiphon.systemtests.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A Scream sender of its own address and clock that plays one sine on all channels: a program in C of its own, which
 * needs gcc. One thread uses it.
 */
public final class SineSender implements AutoCloseable {
    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;

    /**
     * What it sends.
     *
     * @param address address it sends from: the source's identity
     * @param port port on 127.0.0.1 it sends to
     * @param rateHz nominal sample rate, a multiple of 44,100 or 48,000
     * @param bitDepth 16, 24 or 32
     * @param channels channels, 1…8
     * @param toneHz frequency by its own clock, a whole number of Hz
     * @param levelDbfs peak level
     * @param clockPpm how much faster than nominal its clock runs
     */
    public record Settings(
            String address,
            int port,
            int rateHz,
            int bitDepth,
            int channels,
            int toneHz,
            double levelDbfs,
            double clockPpm) {
        private String wave() {
            return String.format(
                    Locale.ROOT,
                    "%d %d %d %d %d %.6f %.6f",
                    port,
                    rateHz,
                    bitDepth,
                    channels,
                    toneHz,
                    levelDbfs,
                    clockPpm);
        }
    }

    private SineSender(Settings settings) throws IOException {
        process = new ProcessBuilder(CProgram.named("sine_sender").toString(), settings.address(), settings.wave())
                .redirectErrorStream(true)
                .start();
        commands = process.outputWriter(StandardCharsets.US_ASCII);
        answers = process.inputReader(StandardCharsets.US_ASCII);
        String first = answers.readLine();
        if (!"sending".equals(first)) {
            close();
            throw new IOException("no sender at " + settings.address() + ": " + first);
        }
    }

    /** Begins to send at once. */
    public static SineSender start(Settings settings) {
        try {
            return new SineSender(settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops sending until {@link #resume}; its tone goes on meanwhile. */
    public void pause() {
        command("pause");
    }

    public void resume() {
        command("resume");
    }

    /** Goes on in another format or tone from the next packet on, from the same socket. */
    public void change(Settings next) {
        command("wave " + next.wave());
    }

    /** How late a packet has left at worst since the last time this was asked: what no receiver can make good. */
    public double takeWorstLateMs() {
        command("late");
        try {
            return Long.parseLong(answers.readLine()) / 1e6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void command(String line) {
        try {
            commands.write(line + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
