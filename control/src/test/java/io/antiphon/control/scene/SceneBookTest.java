package io.antiphon.control.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.antiphon.control.edit.ChangeRefused;
import io.antiphon.control.edit.ConfigurationEditor;
import io.antiphon.control.model.Configuration;
import io.antiphon.control.schema.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneBookTest {
    @TempDir
    Path folder;

    @Test
    void scenesThatWouldFillTheMemoryAreRefusedAndThoseThereStay() throws Exception {
        SceneBook book = new SceneBook(folder.resolve("scenes.json"));
        Configuration large = large(6_000);
        int saved = 0;
        ChangeRefused refused = null;
        while (refused == null && saved < 50) {
            try {
                book.put(new Scene("s" + saved, "me", Instant.EPOCH, true, large));
                saved++;
            } catch (ChangeRefused e) {
                refused = e;
            }
        }

        assertThat(saved).isBetween(2, 20);
        assertThat(refused).hasMessageContaining("at most " + SceneBook.MOST_BYTES + " bytes");
        assertThat(book.all()).hasSize(saved);
        assertThat(Files.size(folder.resolve("scenes.json"))).isLessThanOrEqualTo(SceneBook.MOST_BYTES);
        book.remove("s0");
        book.put(new Scene("again", "me", Instant.EPOCH, true, large));
        Scene one = book.find("again");
        assertThatThrownBy(() -> book.put(new Scene("more", "me", Instant.EPOCH, true, one.content())))
                .isInstanceOf(ChangeRefused.class);
    }

    private static Configuration large(int sources) throws ChangeRefused {
        ObjectNode all = Json.object();
        ArrayNode list = all.putArray("sources");
        for (int i = 0; i < sources; i++) {
            list.addObject().put("name", "source " + i).put("ip", "10.0.0.1");
        }
        return ConfigurationEditor.readPart(all);
    }
}
