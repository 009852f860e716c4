package io.antiphon.control.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.model.Sink;
import io.antiphon.control.schema.Json;
import org.junit.jupiter.api.Test;

class FadeTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void aVolumeMovesAsTheCubeOfALine() throws Exception {
        Configuration from = sink(1, true);
        Configuration to = sink(0.125, true);
        Fade fade = Fade.begin(from, to, 0, SECOND);

        assertThat(heard(fade, to, 0).volume()).isCloseTo(1, within(1e-12));
        assertThat(heard(fade, to, SECOND / 2).volume()).isCloseTo(Math.pow(0.75, 3), within(1e-12));
        assertThat(fade.isOver(SECOND - 1)).isFalse();
        assertThat(fade.isOver(SECOND)).isTrue();
        assertThat(fade.at(to, SECOND)).isEqualTo(to);
    }

    @Test
    void whatIsSwitchedOffGoesToSilenceFirstAndWhatIsSwitchedOnComesFromThere() throws Exception {
        Configuration on = sink(1, true);
        Configuration off = sink(1, false);

        Sink going = heard(Fade.begin(on, off, 0, SECOND), off, SECOND / 2);
        assertThat(going.enabled()).isTrue();
        assertThat(going.volume()).isCloseTo(0.125, within(1e-12));
        assertThat(heard(Fade.begin(off, on, 0, SECOND), on, SECOND / 4).volume())
                .isCloseTo(1 / 64.0, within(1e-12));
    }

    @Test
    void whatSomebodyChangesMeanwhileIsAtOnceAsTheyWish() throws Exception {
        Configuration to = sink(0.5, true);
        Configuration wish = sink(0.7, true);
        Fade fade = Fade.begin(sink(1, true), to, 0, SECOND).without(to, wish);

        assertThat(fade.isOver(0)).isTrue();
        assertThat(fade.at(wish, SECOND / 2)).isEqualTo(wish);
    }

    private static Sink heard(Fade fade, Configuration configured, long nowNs) {
        return fade.at(configured, nowNs).sinks().getFirst();
    }

    private static Configuration sink(double volume, boolean enabled) throws ChangeRefused {
        return ConfigurationEditor.add(
                Configuration.EMPTY,
                EntityKind.SINK,
                Json.object()
                        .put("name", "a")
                        .put("ip", "10.0.0.1")
                        .put("config_id", "one")
                        .put("volume", volume)
                        .put("enabled", enabled));
    }
}
