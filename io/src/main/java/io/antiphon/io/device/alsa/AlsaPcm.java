package io.antiphon.io.device.alsa;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.PcmFormat;
import io.antiphon.engine.endpoint.EndpointException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A PCM of ALSA, opened for capturing in stereo where it can, at a rate of its own near the wanted one: nothing but the
 * bridge resamples. Non-blocking, so that who reads can be ended. One thread at a time.
 */
final class AlsaPcm implements CapturePcm {
    private static final int WANTED_CHANNELS = 2;

    /** Frames come so many at a time, in parts of a second: 5 ms. */
    private static final int PERIODS_A_SECOND = 200;

    /** The device keeps so much for a thread that is late, in parts of a second: 100 ms. */
    private static final int BUFFERS_A_SECOND = 10;

    /** The best first. */
    private static final List<Depth> DEPTHS = List.of(
            new Depth(AlsaNative.FORMAT_S32_LE, 32),
            new Depth(AlsaNative.FORMAT_S24_3LE, 24),
            new Depth(AlsaNative.FORMAT_S16_LE, 16));

    private final AlsaNative alsa = AlsaNative.get();
    private final Arena arena = Arena.ofShared();
    private final String name;
    private final MemorySegment pcm;
    private final PcmFormat format;
    private final int periodFrames;
    private final MemorySegment frames;

    private AlsaPcm(String name, int wantedRateHz) throws EndpointException {
        this.name = name;
        MemorySegment pointer = arena.allocate(ADDRESS);
        try {
            check(
                    "open",
                    alsa.open(pointer, arena.allocateFrom(name), AlsaNative.STREAM_CAPTURE, AlsaNative.NONBLOCKING));
        } catch (EndpointException e) {
            arena.close();
            throw e;
        }
        pcm = pointer.get(ADDRESS, 0);
        try {
            MemorySegment period = arena.allocate(JAVA_LONG);
            format = configure(wantedRateHz, period);
            periodFrames = (int) period.get(JAVA_LONG, 0);
            frames = arena.allocate((long) periodFrames * format.frameBytes(), 8);
            check("prepare", alsa.prepare(pcm));
            check("start", alsa.start(pcm));
        } catch (EndpointException e) {
            close();
            throw e;
        }
    }

    /**
     * Opens a device.
     *
     * @param name as ALSA knows it
     * @param wantedRateHz frames a second that it should have if it can
     * @throws EndpointException when it cannot be opened or has no format that we know
     */
    static AlsaPcm open(String name, int wantedRateHz) throws EndpointException {
        return new AlsaPcm(name, wantedRateHz);
    }

    private PcmFormat configure(int wantedRateHz, MemorySegment period) throws EndpointException {
        MemorySegment choice = arena.allocate(alsa.paramsSizeof(), 16);
        MemorySegment channels = arena.allocateFrom(JAVA_INT, WANTED_CHANNELS);
        MemorySegment rateHz = arena.allocateFrom(JAVA_INT, wantedRateHz);
        check("ask for its formats", alsa.paramsAny(pcm, choice));
        check("switch its resampler off", alsa.setResample(pcm, choice, 0));
        check("read interleaved frames", alsa.setAccess(pcm, choice, AlsaNative.ACCESS_RW_INTERLEAVED));
        int bits = chooseDepth(choice);
        check("choose channels", alsa.setChannelsNear(pcm, choice, channels));
        if (channels.get(JAVA_INT, 0) > AudioBlock.MAX_CHANNELS) {
            throw new EndpointException("sound card \"" + name + "\" has " + channels.get(JAVA_INT, 0)
                    + " channels or more; at most " + AudioBlock.MAX_CHANNELS + " are allowed");
        }
        check("choose a rate", alsa.setRateNear(pcm, choice, rateHz));
        period.set(JAVA_LONG, 0, rateHz.get(JAVA_INT, 0) / PERIODS_A_SECOND);
        MemorySegment buffer = arena.allocateFrom(JAVA_LONG, (long) rateHz.get(JAVA_INT, 0) / BUFFERS_A_SECOND);
        check("choose a period", alsa.setPeriodNear(pcm, choice, period));
        check("choose a buffer", alsa.setBufferNear(pcm, choice, buffer));
        check("take a format", alsa.params(pcm, choice));
        return new PcmFormat(rateHz.get(JAVA_INT, 0), bits, channels.get(JAVA_INT, 0), 0);
    }

    private int chooseDepth(MemorySegment choice) throws EndpointException {
        for (Depth depth : DEPTHS) {
            if (alsa.setFormat(pcm, choice, depth.code()) >= 0) {
                return depth.bits();
            }
        }
        throw new EndpointException("sound card \"" + name + "\" has no samples of 16, 24 or 32 bits");
    }

    private void check(String act, int result) throws EndpointException {
        if (result < 0) {
            throw new EndpointException("sound card \"" + name + "\" does not " + act + ": " + alsa.message(result));
        }
    }

    @Override
    public PcmFormat format() {
        return format;
    }

    @Override
    public int periodFrames() {
        return periodFrames;
    }

    @Override
    public int read(byte[] into, int timeoutMs) {
        int ready = alsa.await(pcm, timeoutMs);
        if (ready <= 0) {
            return ready;
        }
        int taken = (int) alsa.read(pcm, frames, periodFrames);
        if (taken > 0) {
            MemorySegment.copy(frames, JAVA_BYTE, 0, into, 0, taken * format.frameBytes());
        }
        return taken == AlsaNative.AGAIN ? 0 : taken;
    }

    @Override
    public boolean recover(int error) {
        return alsa.recover(pcm, error) >= 0 && alsa.start(pcm) >= 0;
    }

    @Override
    public void close() {
        int _ = alsa.close(pcm);
        arena.close();
    }

    /**
     * A format of samples.
     *
     * @param code ALSA's number of it
     * @param bits bits of a sample
     */
    private record Depth(int code, int bits) {}
}
