package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream's bridge is changed while the render thread reads: the old one fades out within a period, the new one
 * fades in when it has its latency. The owner of the stream sets, the render thread reads, any thread may look.
 */
public final class InputSwitch {
    private volatile @Nullable InputBridge wanted;
    private @Nullable InputBridge current;
    private long earlierStalls;

    /** Changes to another bridge. The thread that writes the bridges. */
    public void set(InputBridge bridge) {
        wanted = bridge;
    }

    /** The bridge that is to be heard; null before the first. */
    public @Nullable InputBridge bridge() {
        return wanted;
    }

    /** How often a bridge ran dry while it sounded. Render thread. */
    @RealTime
    public long stalls() {
        InputBridge bridge = current;
        return earlierStalls + (bridge == null ? 0 : bridge.counters().get(BridgeCounter.UNDERRUNS));
    }

    /** Fills one period. Render thread. */
    @RealTime
    public void read(AudioBlock into, long dueNs) {
        InputBridge bridge = current;
        InputBridge next = wanted;
        if (bridge == null) {
            bridge = next;
            current = next;
        }
        if (bridge == null) {
            into.silence(1);
        } else if (bridge == next) {
            bridge.read(into, dueNs);
        } else {
            bridge.readLast(into, dueNs);
            earlierStalls += bridge.counters().get(BridgeCounter.UNDERRUNS);
            current = next;
        }
    }
}
