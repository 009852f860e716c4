package io.antiphon.control.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.edit.RandomEdits;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.model.Entity;
import io.antiphon.control.model.EntityKind;
import io.antiphon.control.schema.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ListingTest {
    @Property(tries = 100)
    void whateverIsEditedTheListingIsWhatIsConfigured(@ForAll long seed) {
        RandomEdits edits = new RandomEdits(seed);
        Listing sinks = Listing.EMPTY;
        for (int i = 0; i < 60; i++) {
            Configuration configuration = edits.next();
            List<? extends Entity> all = configuration.of(EntityKind.SINK);
            sinks = sinks.of(all);
            assertThat(new String(sinks.json(), StandardCharsets.UTF_8)).isEqualTo(Json.text(all));
            assertThat(sinks.of(all)).isSameAs(sinks);
        }
    }
}
