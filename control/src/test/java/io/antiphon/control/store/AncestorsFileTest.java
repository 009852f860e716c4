package io.antiphon.control.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.antiphon.control.model.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that ScreamRouter wrote, with Python's tags. */
class AncestorsFileTest {
    private static final String TAG = "!!python/object:screamrouter.screamrouter_types.configuration.";

    @TempDir
    Path folder;

    @Test
    void objectsAddressesAndAliasesAreRead() throws Exception {
        Files.writeString(file(), """
                routes:
                - TAGRouteDescription
                  __dict__:
                    config_id: r
                    equalizer: &id001 TAGEqualizer
                      __dict__: {b1: 1.5, name: null, normalization_enabled: false}
                      __pydantic_extra__: null
                      __pydantic_fields_set__: !!set {}
                    name: PC to Living Room
                    sink: Living Room
                    source: Office PC
                    volume: 0.8
                  __pydantic_fields_set__: !!set
                    name: null
                    sink: null
                sinks:
                - TAGSinkDescription
                  __dict__:
                    config_id: s
                    equalizer: *id001
                    ip: !!python/object/apply:ipaddress.IPv4Address
                    - 3232236338
                    name: Living Room
                    speaker_layouts:
                      2: TAGSpeakerLayout
                        __dict__: {auto_mode: false}
                - TAGSinkDescription
                  __dict__: {name: gone, is_temporary: true, config_id: t, ip: 10.0.0.1}
                sources:
                - TAGSourceDescription
                  __dict__:
                    config_id: 'None'
                    ip: !!python/object/apply:ipaddress.IPv6Address [1]
                    name: Office PC
                system_capture_devices: []
                """.replace("TAG", TAG));

        Configuration read;
        try (ConfigurationStore store = new ConfigurationStore(file())) {
            FileEdit.Taken found = store.load().orElseThrow();
            read = found.after();
            assertThat(found.complete()).isFalse();
            store.save(read, true).get();
        }
        assertThat(read.sinks()).hasSize(1);
        assertThat(read.sinks().getFirst().ip()).isEqualTo("192.168.3.50");
        assertThat(read.sinks().getFirst().equalizer().b1()).isEqualTo(1.5);
        assertThat(read.sinks().getFirst().speakerLayouts()).containsOnlyKeys(2);
        assertThat(read.sources().getFirst().ip()).isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(read.routes().getFirst().volume()).isEqualTo(0.8);
        assertThat(Files.readString(file())).doesNotContain("python").doesNotContain("__dict__");
        try (ConfigurationStore store = new ConfigurationStore(file())) {
            FileEdit.Taken again = store.load().orElseThrow();
            assertThat(again.after()).isEqualTo(read);
            assertThat(again.complete()).isTrue();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(f -> f.toString().contains(".imported-"))).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!python/object/apply:os.system ['touch FILE']",
                "!!python/object/new:subprocess.Popen [['touch', 'FILE']]",
                "!!python/name:os.system",
                "!!python/module:os",
                "!!python/object/apply:ipaddress.ip_network ['10.0.0.0/8']",
                "!!python/object/apply:ipaddress.IPv4Address [4294967296]",
                "!!python/object/apply:ipaddress.IPv4Address []",
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
            })
    void otherTagsAreRefusedOrReadAsWhatStandsThereAndNothingIsRun(String value) throws IOException {
        Path trace = folder.resolve("trace");
        Files.writeString(file(), "sinks:\n- name: a\n  ip: " + value.replace("FILE", trace.toString()) + "\n");

        assertThatThrownBy(() -> {
                    try (ConfigurationStore store = new ConfigurationStore(file())) {
                        store.load();
                    }
                })
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("line 3, column");
        assertThat(trace).doesNotExist();
    }

    @Test
    void aliasesThatGrowWithoutEndAreRefused() throws IOException {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            text.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(9))
                    .append("*a%d]\n".formatted(i - 1));
        }
        Files.writeString(file(), text);
        assertThatThrownBy(() -> YamlDocument.read(file())).hasMessageContaining("holds too much");

        Files.writeString(file(), "a: &a [*a]\n");
        assertThatThrownBy(() -> YamlDocument.read(file())).hasMessageContaining("contains itself");
    }

    private Path file() {
        return folder.resolve("config.yaml");
    }
}
