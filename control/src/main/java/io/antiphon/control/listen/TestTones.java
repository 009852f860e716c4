package io.antiphon.control.listen;

import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ChangeRefused.Reason;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.model.Sink;
import io.antiphon.control.running.ControlLoop;
import io.antiphon.control.running.RunningSystem;
import io.antiphon.control.schema.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Test tones: short sounds in one channel of a sink, one at a time for each sink, which end by themselves and are never
 * saved. Any thread may call.
 */
public final class TestTones {
    private final ControlLoop loop;
    private final RunningSystem system;

    /** Identities of what passes, by that of the sink. Control thread. */
    private final Map<String, String> playing = new HashMap<>();

    private long count;

    /**
     * @param loop the control thread
     * @param system what the tones are heard in
     */
    public TestTones(ControlLoop loop, RunningSystem system) {
        this.loop = loop;
        this.system = system;
    }

    /**
     * Plays one; one that the sink still plays ends.
     *
     * @return fails with {@link ChangeRefused} when there is no such sink or channel, or nothing can be heard there
     */
    public CompletableFuture<Void> play(String sinkNameOrId, ToneWish wish) {
        return loop.submit(() -> {
            Sink sink = find(sinkNameOrId);
            requireHeard(sink, wish.channel());
            end(sink.configId());
            TestTone tone = new TestTone(sink.configId(), wish, ++count);
            String id = "test-tone:" + sink.configId() + ":" + tone.number();
            system.putPassing(id, tone);
            playing.put(sink.configId(), id);
            loop.after(Math.round(wish.seconds() * 1e3), () -> {
                if (playing.remove(sink.configId(), id)) {
                    system.removePassing(id);
                }
            });
            return null;
        });
    }

    /** Ends the one that the sink plays, if it does. */
    public CompletableFuture<Void> stop(String sinkNameOrId) {
        return loop.submit(() -> {
            end(find(sinkNameOrId).configId());
            return null;
        });
    }

    private void end(String sinkId) {
        String id = playing.remove(sinkId);
        if (id != null) {
            system.removePassing(id);
        }
    }

    private Sink find(String nameOrId) throws ChangeRefused {
        return system.everything()
                .sink(nameOrId)
                .orElseThrow(() -> ConfigurationEditor.unknown(system.configuration(), EntityKind.SINK, nameOrId));
    }

    private static void requireHeard(Sink sink, int channel) throws ChangeRefused {
        String name = "'" + sink.name() + "'";
        if (sink.group()) {
            throw refused("is_group", name + " is a group; test its sinks one by one", "sink");
        }
        if (!sink.enabled()) {
            throw refused("is_off", name + " is switched off", "sink");
        }
        if (channel >= sink.channels()) {
            throw new ChangeRefused(
                    Reason.INVALID,
                    Problem.of(
                            "out_of_range",
                            "channel",
                            "must be below " + sink.channels() + ", the channels of " + name));
        }
        if (TestTone.gainsInto(sink, channel).isEmpty()) {
            String message = "the layout of " + name + " for stereo mixes this channel with others";
            throw new ChangeRefused(
                    Reason.CONFLICT,
                    new Problem("mixed", message, "channel", "Set it to automatic while you test.", null));
        }
    }

    private static ChangeRefused refused(String code, String message, String key) {
        return new ChangeRefused(Reason.CONFLICT, Problem.of(code, key, message));
    }
}
