package io.antiphon.io.stream;

import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.endpoint.StreamBroadcast;
import io.antiphon.engine.endpoint.StreamFormat;
import io.antiphon.engine.endpoint.StreamProvider;
import java.util.function.Supplier;

/** Mixes over HTTP: MP3, Opus, FLAC and segments of AAC. Any thread; {@link #close} when all broadcasts are closed. */
public final class StreamingProvider implements StreamProvider, AutoCloseable {
    private final SendingThread sending = new SendingThread();
    private final int graphRateHz;
    private final int maxEncodings;
    private final Clock clock;

    /**
     * @param graphRateHz rate of the mixes
     * @param maxEncodings different encodings of one mix
     * @param clock monotonic time
     */
    public StreamingProvider(int graphRateHz, int maxEncodings, Clock clock) {
        this.graphRateHz = graphRateHz;
        this.maxEncodings = maxEncodings;
        this.clock = clock;
    }

    @Override
    public StreamBroadcast open(String name, Supplier<StreamFormat> usual, Runnable onIdle) {
        return new StreamedMix(name, graphRateHz, maxEncodings, usual, sending, clock, onIdle);
    }

    @Override
    public void close() {
        sending.close();
    }
}
