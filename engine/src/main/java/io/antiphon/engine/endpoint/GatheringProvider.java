package io.antiphon.engine.endpoint;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sources that take every stream whose tag begins alike: {@code 192.168.3.*} is all senders of that network. Streams
 * that come up later join while it plays. The streams are those of the other providers. Control thread.
 */
public final class GatheringProvider implements SourceProvider {
    /** What stands for any ending, at the end of a tag. */
    public static final String ANY_ENDING = "*";

    private final List<SourceProvider> others;
    private final int periodFrames;
    private final List<GatheredSource> open = new CopyOnWriteArrayList<>();

    /**
     * @param others who sees and opens the streams
     * @param periodFrames frames of the graph's period
     */
    public GatheringProvider(List<SourceProvider> others, int periodFrames) {
        this.others = List.copyOf(others);
        this.periodFrames = periodFrames;
    }

    @Override
    public String kind() {
        return "several";
    }

    @Override
    public boolean accepts(String tag) {
        return tag.endsWith(ANY_ENDING);
    }

    @Override
    public SourceEndpoint open(String tag) {
        String beginning = tag.substring(0, tag.length() - ANY_ENDING.length());
        GatheredSource source = new GatheredSource(beginning, periodFrames, open::remove);
        source.attach(others);
        open.add(source);
        return source;
    }

    /** None of its own. */
    @Override
    public List<StreamSeen> streams() {
        return List.of();
    }

    @Override
    public void attach() {
        open.forEach(source -> source.attach(others));
    }
}
