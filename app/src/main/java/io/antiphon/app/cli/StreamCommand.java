package io.antiphon.app.cli;

import io.antiphon.app.main.Logging;
import io.antiphon.app.main.StreamServer;
import io.antiphon.app.main.StreamSettings;
import io.antiphon.control.api.StartException;
import io.antiphon.control.settings.IceServer;
import io.antiphon.engine.endpoint.AudioCodec;
import io.antiphon.engine.endpoint.CodecPreferences;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves one source to browsers: a page, no configuration file, nothing left behind. */
@Command(
        name = "stream",
        description = "Stream a sound card, or a test tone, to browsers. Needs no configuration and keeps none.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class StreamCommand implements Callable<Integer> {
    private static final int PACKET_US = 10_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--input-device",
            paramLabel = "INDEX|NAME",
            description = "Sound card to stream, by its place in --list-devices or by its name. Without it a terminal"
                    + " shows a menu; elsewhere it is the default one.")
    private @Nullable String inputDevice;

    @Option(names = "--list-devices", description = "List the sound cards that can be streamed, and end.")
    private boolean listDevices;

    @Option(names = "--sine-wave", description = "Stream a tone of 440 Hz instead of a sound card.")
    private boolean sineWave;

    @Option(
            names = "--preferred-codec",
            paramLabel = "CODEC",
            defaultValue = "opus",
            converter = StreamValues.Codec.class,
            description = "opus, pcmu, pcma or g722: what browsers get whose offer has it.")
    private AudioCodec preferredCodec = AudioCodec.OPUS;

    @Option(
            names = "--audio-bitrate",
            paramLabel = "BPS",
            defaultValue = "96000",
            converter = StreamValues.Bitrate.class,
            description = "Bits a second that Opus is encoded at, 6000 to 510000.")
    private int audioBitrate;

    @Option(
            names = "--opus-maxaveragebitrate",
            paramLabel = "BPS",
            converter = StreamValues.Bitrate.class,
            description = "Most bits a second of Opus on average, 6000 to 510000.")
    private @Nullable Integer maxAverageBitrate;

    @Option(
            names = "--opus-maxplaybackrate",
            paramLabel = "HZ",
            defaultValue = "48000",
            converter = StreamValues.PlaybackRate.class,
            description = "Highest rate that Opus keeps: 8000, 12000, 16000, 24000 or 48000.")
    private int maxPlaybackRate;

    @Option(names = "--opus-cbr", description = "All packets of Opus have one length.")
    private boolean constantBitrate;

    @Option(
            names = "--opus-useinbandfec",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Opus carries what repairs lost packets.")
    private boolean inbandFec;

    @Option(
            names = "--opus-usedtx",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Opus pauses in silence.")
    private boolean dtx;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8088",
            converter = StreamValues.Port.class,
            description = "Port of the page, and of the media (UDP) when it is free there too; 0 for any.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "0.0.0.0",
            description =
                    "Address to listen on; 0.0.0.0 for all of this machine, 127.0.0.1 for nobody but this machine.")
    private String host = "";

    @Option(
            names = "--stun",
            paramLabel = "URL",
            converter = StreamValues.Stun.class,
            description = "STUN server that browsers are told of, such as stun:stun.example.net:3478.")
    private @Nullable List<IceServer> stun;

    @Option(
            names = "--turn",
            paramLabel = "URL",
            converter = StreamValues.Turn.class,
            description = "TURN server that browsers are told of, such as turn:USER:PASSWORD@turn.example.net:3478.")
    private @Nullable List<IceServer> turn;

    @Override
    public Integer call() throws InterruptedException {
        if (sineWave && inputDevice != null) {
            throw new ParameterException(
                    spec.commandLine(), "--sine-wave and --input-device: only one of the two is allowed");
        }
        if (listDevices) {
            return CaptureChoice.list(System.out, System.err);
        }
        AtomicReference<@Nullable StreamServer> running = new AtomicReference<>();
        Thread hook = new Thread(() -> end(running.get()), "antiphon-end");
        try (VanishingFolder natives = VanishingFolder.forNativeLibraries()) {
            Logging.startWithoutFiles();
            StreamSettings settings = settings(source());
            Runtime.getRuntime().addShutdownHook(hook);
            StreamServer server = new StreamServer(settings);
            natives.close(); // they are loaded
            running.set(server);
            greet(server);
            new CountDownLatch(1).await(); // until a signal ends the process
            return CommandLine.ExitCode.OK;
        } catch (CaptureChoice.NoneException | StartException | IOException e) {
            Runtime.getRuntime().removeShutdownHook(hook); // it would end the process with 0
            System.err.println("Antiphon cannot stream: " + e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private String source() throws CaptureChoice.NoneException {
        if (sineWave) {
            return StreamSettings.SINE_WAVE;
        }
        String device = inputDevice == null
                ? CaptureChoice.ofPerson(System.console())
                : CaptureChoice.ofOption(inputDevice, spec.commandLine());
        return StreamSettings.deviceTag(device);
    }

    private StreamSettings settings(String source) {
        int most = maxAverageBitrate == null ? CodecPreferences.MAX_BITRATE_BPS : maxAverageBitrate;
        CodecPreferences codecs = new CodecPreferences(
                preferredCodec, audioBitrate, most, maxPlaybackRate, constantBitrate, inbandFec, dtx, PACKET_US);
        List<IceServer> servers = new ArrayList<>();
        servers.addAll(stun == null ? List.of() : stun);
        servers.addAll(turn == null ? List.of() : turn);
        return new StreamSettings(source, host, port, codecs, servers);
    }

    private static void greet(StreamServer server) {
        server.notices().forEach(notice -> System.err.println("Note: " + notice));
        System.out.println(
                "Streams: " + server.selectedName() + ". Whoever reaches one of these addresses can listen:");
        server.links().forEach(link -> System.out.println("  " + link));
    }

    /** SIGTERM and Ctrl-C end it in good order, with exit code 0, also in the middle of the start. */
    private static void end(@Nullable StreamServer server) {
        if (server != null) {
            server.close();
        }
        Runtime.getRuntime().halt(CommandLine.ExitCode.OK);
    }
}
