package io.antiphon.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.antiphon.control.settings.IceServer;
import io.antiphon.engine.endpoint.AudioCodec;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class StreamCommandTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--preferred-codec | mp3 | opus, pcmu, pcma or g722",
                "--audio-bitrate | 5999 | from 6000 to 510000",
                "--audio-bitrate | loud | from 6000 to 510000",
                "--opus-maxaveragebitrate | 510001 | from 6000 to 510000",
                "--opus-maxplaybackrate | 44100 | 8000, 12000, 16000, 24000 or 48000",
                "--port | 65536 | from 0 to 65535",
                "--stun | turn:a:b@c | stun:HOST:PORT",
                "--turn | turn:turn.example.net | turn:USER:PASSWORD@HOST:PORT",
            })
    void aValueThatIsNotAllowedEndsWithTwoAndNamesTheOptionAndWhatIs(String option, String value, String allowed) {
        StringWriter said = new StringWriter();
        CommandLine command = new CommandLine(new StreamCommand()).setErr(new PrintWriter(said));
        assertThat(command.execute(option, value)).isEqualTo(2);
        assertThat(said.toString()).contains(option, allowed, value);
    }

    @Test
    void aToneAndASoundCardExcludeEachOther() {
        StringWriter said = new StringWriter();
        CommandLine command = new CommandLine(new StreamCommand()).setErr(new PrintWriter(said));
        assertThat(command.execute("--sine-wave", "--input-device=0")).isEqualTo(2);
        assertThat(said.toString()).contains("--sine-wave", "--input-device");
    }

    @Test
    void whatIsAllowedIsUnderstood() {
        CommandLine command = new CommandLine(new StreamCommand());
        command.parseArgs(
                "--preferred-codec=g722",
                "--opus-maxplaybackrate=12000",
                "--no-opus-usedtx",
                "--opus-cbr",
                "--turn=turn:anna:secret@turn.example.net:3478?transport=tcp");
        assertThat(value(command, "--preferred-codec")).isEqualTo(AudioCodec.G722);
        assertThat(value(command, "--opus-maxplaybackrate")).isEqualTo(12_000);
        assertThat(value(command, "--opus-usedtx")).isEqualTo(false);
        assertThat(value(command, "--opus-cbr")).isEqualTo(true);
        assertThat(value(command, "--turn"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactly(new IceServer("turn:turn.example.net:3478?transport=tcp", "anna", "secret"));
    }

    @Test
    void theDefaultsAreThoseOfTheSpecification() {
        CommandLine command = new CommandLine(new StreamCommand());
        command.parseArgs();
        assertThat(value(command, "--preferred-codec")).isEqualTo(AudioCodec.OPUS);
        assertThat(value(command, "--audio-bitrate")).isEqualTo(96_000);
        assertThat(value(command, "--opus-maxplaybackrate")).isEqualTo(48_000);
        assertThat(value(command, "--opus-cbr")).isEqualTo(false);
        assertThat(value(command, "--opus-useinbandfec")).isEqualTo(true);
        assertThat(value(command, "--opus-usedtx")).isEqualTo(true);
        assertThat(value(command, "--port")).isEqualTo(8_088);
    }

    private static Object value(CommandLine command, String option) {
        OptionSpec spec = command.getCommandSpec().findOption(option);
        return spec.getValue();
    }
}
