package io.antiphon.engine.endpoint;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.audio.RealTime;
import io.antiphon.engine.endpoint.SourceProvider.StreamSeen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One source of several streams, which it sums. The control thread attaches and lets go, the render thread reads, any
 * thread asks for the status.
 *
 * <p>A mono stream beside ones with more channels is heard on the first two; others keep their channels.
 */
final class GatheredSource implements SourceEndpoint {
    /** Most streams of one source. */
    static final int MAX_STREAMS = 32;

    private final String beginning;
    private final Consumer<GatheredSource> whenClosed;
    private final AudioBlock one;
    private final List<Leaving> leaving = new ArrayList<>();
    private volatile Stream[] streams = {};
    private volatile long reads;
    private long periodsRead;
    private volatile long leftOut;

    GatheredSource(String beginning, int periodFrames, Consumer<GatheredSource> whenClosed) {
        this.beginning = beginning;
        this.whenClosed = whenClosed;
        this.one = new AudioBlock(AudioBlock.MAX_CHANNELS, periodFrames);
    }

    /**
     * Takes the streams that play now. One that does not play any more keeps its place, so that it is heard at once when
     * it is back, as long as no other needs the place. Control thread.
     */
    void attach(List<SourceProvider> providers) {
        letGo();
        List<Stream> now = new ArrayList<>(Arrays.asList(streams));
        Set<String> held = new HashSet<>();
        now.forEach(stream -> held.add(stream.tag()));
        Set<String> playing = new HashSet<>();
        long tooMany = 0;
        for (SourceProvider provider : providers) {
            for (StreamSeen seen : provider.streams()) {
                if (!seen.tag().startsWith(beginning) || seen.status().state() != SourceStatus.State.PLAYING) {
                    continue;
                }
                playing.add(seen.tag());
                if (held.add(seen.tag()) && !take(provider, seen.tag(), now)) {
                    tooMany++;
                }
            }
        }
        leftOut = tooMany;
        List<Stream> gone = leftOut == 0
                ? List.of()
                : now.stream().filter(stream -> !playing.contains(stream.tag())).toList();
        now.removeAll(gone);
        if (!now.equals(Arrays.asList(streams))) {
            streams = now.toArray(Stream[]::new);
        }
        long readsNow = reads;
        gone.forEach(stream -> leaving.add(new Leaving(stream.source(), readsNow)));
    }

    @Override
    @RealTime
    public void read(AudioBlock into, long position) {
        Stream[] now = streams;
        if (now.length == 0) {
            into.silence(1);
        } else {
            now[0].source().read(into, position);
            for (int i = 1; i < now.length; i++) {
                now[i].source().read(one, position);
                add(one, into);
            }
        }
        periodsRead++;
        reads = periodsRead;
    }

    @Override
    @RealTime
    public long stalls() {
        long stalls = 0;
        for (Stream stream : streams) {
            stalls += stream.source().stalls();
        }
        return stalls;
    }

    @Override
    public SourceStatus status() {
        SourceStatus shown = new SourceStatus(SourceStatus.State.WAITING, null, 0, 0, Map.of());
        double latencyMs = 0;
        int playing = 0;
        Map<String, Long> counters = new LinkedHashMap<>();
        for (Stream stream : streams) {
            SourceStatus status = stream.source().status();
            boolean plays = status.state() == SourceStatus.State.PLAYING;
            if (plays ? playing++ == 0 : playing == 0) {
                shown = status;
            }
            latencyMs = Math.max(latencyMs, plays ? status.latencyMs() : 0);
            status.counters().forEach((name, count) -> counters.merge(name, count, Long::sum));
        }
        counters.put("streams", (long) playing);
        counters.put("streams_left_out", leftOut);
        return new SourceStatus(shown.state(), shown.format(), latencyMs, shown.driftPpm(), counters);
    }

    @Override
    public void close() {
        whenClosed.accept(this);
        leaving.forEach(stream -> stream.source().close());
        leaving.clear();
        for (Stream stream : streams) {
            stream.source().close();
        }
        streams = new Stream[0];
    }

    /** False when there is no room, or when the stream has just gone. */
    private static boolean take(SourceProvider provider, String tag, List<Stream> into) {
        if (into.size() >= MAX_STREAMS) {
            return false;
        }
        try {
            into.add(new Stream(tag, provider.open(tag)));
            return true;
        } catch (EndpointException e) {
            return false; // it is counted, and tried again the next time
        }
    }

    /** Closes what the render thread cannot be reading any more: a turn has ended since it was left out. */
    private void letGo() {
        leaving.removeIf(stream -> {
            boolean unread = reads > stream.readsThen();
            if (unread) {
                stream.source().close();
            }
            return unread;
        });
    }

    @RealTime
    private static void add(AudioBlock from, AudioBlock to) {
        if (from.isSilent()) {
            return;
        }
        int channels = from.channels();
        int before = to.channels();
        boolean spread = channels == 1 && before > 1;
        if (channels > before) {
            widen(to, before, channels);
        }
        for (int channel = 0; channel < (spread ? 2 : channels); channel++) {
            float[] more = from.channel(spread ? 0 : channel);
            float[] sum = to.channel(channel);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += more[i];
            }
        }
        to.written(Math.max(channels, before));
    }

    /** Mono becomes the first two channels; what is new besides is silent. */
    @RealTime
    private static void widen(AudioBlock block, int before, int channels) {
        for (int channel = before; channel < channels; channel++) {
            float[] samples = block.channel(channel);
            if (before == 1 && channel == 1) {
                System.arraycopy(block.channel(0), 0, samples, 0, samples.length);
            } else {
                Arrays.fill(samples, 0f);
            }
        }
    }

    /**
     * A stream that is summed.
     *
     * @param tag its tag
     * @param source the stream
     */
    private record Stream(String tag, SourceEndpoint source) {}

    /**
     * A stream that is summed no more.
     *
     * @param source the stream
     * @param readsThen how many periods had been read when the render thread could last begin one with it
     */
    private record Leaving(SourceEndpoint source, long readsThen) {}
}
