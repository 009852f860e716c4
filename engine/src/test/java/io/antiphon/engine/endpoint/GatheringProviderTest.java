package io.antiphon.engine.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.engine.audio.AudioBlock;
import io.antiphon.engine.endpoint.SourceProvider.StreamSeen;
import io.antiphon.engine.endpoint.SourceStatus.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GatheringProviderTest {
    private static final int PERIOD_FRAMES = 4;

    private final Network network = new Network();
    private final GatheringProvider gathering = new GatheringProvider(List.of(network), PERIOD_FRAMES);
    private final AudioBlock block = new AudioBlock(AudioBlock.MAX_CHANNELS, PERIOD_FRAMES);

    @Test
    void aTagThatEndsWithAStarIsTaken() {
        assertThat(gathering.accepts("192.168.3.*")).isTrue();
        assertThat(gathering.accepts("192.168.3.4")).isFalse();
    }

    @Test
    void streamsOfThatBeginningAreSummedAndOthersAreNot() throws EndpointException {
        network.play("10.0.0.1", 0.25f, 0.5f);
        network.play("10.0.0.2", 0.5f, 0.125f);
        network.play("10.0.1.1", 1f, 1f);
        SourceEndpoint source = gathering.open("10.0.0.*");
        assertThat(read(source)).containsExactly(0.75f, 0.625f);
        assertThat(source.status().counters()).containsEntry("streams", 2L);
    }

    @Test
    void aStreamThatComesUpLaterJoins() throws EndpointException {
        SourceEndpoint source = gathering.open("10.0.0.*");
        assertThat(read(source)).containsExactly(0f);
        assertThat(source.status().state()).isEqualTo(State.WAITING);
        network.play("10.0.0.9", 0.5f);
        gathering.attach();
        assertThat(read(source)).containsExactly(0.5f);
        assertThat(source.status().state()).isEqualTo(State.PLAYING);
    }

    @Test
    void monoIsHeardOnBothSidesOfStereoWhicheverCameFirst() throws EndpointException {
        network.play("a1", 0.25f);
        network.play("a2", 0.5f, 0.125f);
        assertThat(read(gathering.open("a*"))).containsExactly(0.75f, 0.375f);
        network.play("b1", 0.5f, 0.125f);
        network.play("b2", 0.25f);
        assertThat(read(gathering.open("b*"))).containsExactly(0.75f, 0.375f);
    }

    @Test
    void whatStoodInTheBlockBeforeIsNotHeard() throws EndpointException {
        network.play("a1", 0.25f, 0.25f);
        network.play("a2", 0.5f, 0.5f, 0.5f, 0.5f);
        SourceEndpoint source = gathering.open("a*");
        for (float[] channel : block.samples()) {
            Arrays.fill(channel, 7f);
        }
        block.written(AudioBlock.MAX_CHANNELS);
        assertThat(read(source)).containsExactly(0.75f, 0.75f, 0.5f, 0.5f);
    }

    @Test
    void oneThatStopsKeepsItsPlaceUntilAnotherNeedsIt() throws EndpointException {
        Played first = network.play("s0", 0.001f);
        for (int i = 1; i < GatheredSource.MAX_STREAMS; i++) {
            network.play("s" + i, 0.001f);
        }
        SourceEndpoint source = gathering.open("s*");
        first.state = State.GONE;
        gathering.attach();
        assertThat(first.open).hasSize(1);

        network.play("s-late", 0.5f);
        gathering.attach(); // finds no room, and makes it
        gathering.attach(); // takes the place
        assertThat(read(source)[0]).isGreaterThan(0.5f);
        gathering.attach();
        assertThat(first.open).isEmpty();
    }

    @Test
    void aStreamThatIsLeftOutIsNotClosedWhileItMayBeRead() throws EndpointException {
        Played first = network.play("s0", 0.001f);
        for (int i = 1; i < GatheredSource.MAX_STREAMS; i++) {
            network.play("s" + i, 0.001f);
        }
        SourceEndpoint source = gathering.open("s*");
        first.state = State.GONE;
        network.play("s-late", 0.5f);
        for (int i = 0; i < 5; i++) {
            gathering.attach();
        }
        assertThat(first.open).as("no period has ended since").hasSize(1);
        read(source);
        gathering.attach();
        assertThat(first.open).isEmpty();
    }

    @Test
    void closingClosesAllAndNothingIsAttachedAfterwards() throws EndpointException {
        network.play("a1", 1f);
        SourceEndpoint source = gathering.open("a*");
        source.close();
        network.play("a2", 1f);
        gathering.attach();
        assertThat(network.streams.values())
                .allSatisfy(stream -> assertThat(stream.open).isEmpty());
    }

    /** The first frame of each channel. */
    private float[] read(SourceEndpoint source) {
        source.read(block, 0);
        float[] frame = new float[block.channels()];
        for (int channel = 0; channel < frame.length; channel++) {
            frame[channel] = block.channel(channel)[0];
        }
        return frame;
    }

    /** A transport whose streams are constant. */
    private static final class Network implements SourceProvider {
        private final Map<String, Played> streams = new LinkedHashMap<>();

        private Played play(String tag, float... values) {
            Played stream = new Played(values);
            streams.put(tag, stream);
            return stream;
        }

        @Override
        public String kind() {
            return "fake";
        }

        @Override
        public boolean accepts(String tag) {
            return streams.containsKey(tag);
        }

        @Override
        public SourceEndpoint open(String tag) throws EndpointException {
            Played stream = streams.get(tag);
            if (stream == null) {
                throw new EndpointException("no stream of tag " + tag);
            }
            Constant opened = new Constant(stream);
            stream.open.add(opened);
            return opened;
        }

        @Override
        public List<StreamSeen> streams() {
            return streams.entrySet().stream()
                    .map(entry ->
                            new StreamSeen(entry.getKey(), entry.getValue().status()))
                    .toList();
        }
    }

    private static final class Played {
        private final float[] values;
        private final List<Constant> open = new ArrayList<>();
        private State state = State.PLAYING;

        private Played(float[] values) {
            this.values = values;
        }

        private SourceStatus status() {
            return new SourceStatus(state, null, 1, 0, Map.of());
        }
    }

    private record Constant(Played stream) implements SourceEndpoint {
        @Override
        public void read(AudioBlock into, long position) {
            for (int channel = 0; channel < stream.values.length; channel++) {
                Arrays.fill(into.channel(channel), stream.values[channel]);
            }
            into.written(stream.values.length);
        }

        @Override
        public SourceStatus status() {
            return stream.status();
        }

        @Override
        public void close() {
            stream.open.remove(this);
        }
    }
}
