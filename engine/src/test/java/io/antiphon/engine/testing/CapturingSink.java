package io.antiphon.engine.testing;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A sink that keeps every period. */
public final class CapturingSink implements SinkEndpoint {
    private final List<float[][]> periods = new ArrayList<>();
    private final List<Boolean> silence = new ArrayList<>();
    private boolean closed;

    @Override
    public void write(AudioBlock from, long position) {
        float[][] copy = new float[from.channels()][];
        for (int c = 0; c < copy.length; c++) {
            copy[c] = from.channel(c).clone();
        }
        periods.add(copy);
        silence.add(from.isSilent());
    }

    /** All frames of one channel so far. */
    public float[] channel(int index) {
        int frames = periods.stream().mapToInt(p -> p[index].length).sum();
        float[] all = new float[frames];
        int at = 0;
        for (float[][] period : periods) {
            System.arraycopy(period[index], 0, all, at, period[index].length);
            at += period[index].length;
        }
        return all;
    }

    public int channels() {
        return periods.getLast().length;
    }

    public boolean lastWasSilent() {
        return silence.getLast();
    }

    public boolean isClosed() {
        return closed;
    }

    public void clear() {
        periods.clear();
        silence.clear();
    }

    @Override
    public SinkStatus status() {
        return new SinkStatus(0, Map.of());
    }

    @Override
    public void close() {
        closed = true;
    }
}
