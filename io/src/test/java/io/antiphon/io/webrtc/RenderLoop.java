package io.antiphon.io.webrtc;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.clock.Clock;
import io.antiphon.engine.clock.SystemClock;
import io.antiphon.engine.endpoint.SinkEndpoint;
import java.util.concurrent.locks.LockSupport;

/** Writes 440 Hz left and 880 Hz right at half of full scale in periods of 128 frames of that rate, in real time, until closed. */
final class RenderLoop implements AutoCloseable {
    private static final int PERIOD = 128;

    private final Clock clock = new SystemClock();
    private final SinkEndpoint sink;
    private final int rateHz;
    private final Thread thread;
    private volatile boolean stopped;

    RenderLoop(SinkEndpoint sink, int rateHz) {
        this.sink = sink;
        this.rateHz = rateHz;
        this.thread = Thread.ofPlatform().name("fake-render").daemon().start(this::run);
    }

    private void run() {
        AudioBlock block = new AudioBlock(2, PERIOD);
        long originNs = clock.nowNs();
        for (long position = 0; !stopped; position += PERIOD) {
            clock.awaitUntil(originNs + position * 1_000_000_000L / rateHz);
            for (int i = 0; i < PERIOD; i++) {
                double seconds = (double) (position + i) / rateHz;
                block.channel(0)[i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * seconds));
                block.channel(1)[i] = (float) (0.5 * Math.sin(2 * Math.PI * 880 * seconds));
            }
            block.written(2);
            sink.write(block, position);
        }
    }

    @Override
    public void close() {
        stopped = true;
        LockSupport.unpark(thread);
    }
}
