package io.antiphon.io.codec.opus;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.antiphon.io.foreign.NativeLibrary;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import java.util.Optional;

/**
 * Typed handles of libopus and nothing else. The library travels in a jar for Linux, macOS and Windows on x86-64 and
 * ARM64; {@link #problem} tells whether this machine has it. Immutable; any thread.
 */
public final class OpusNative {
    static final int APPLICATION_AUDIO = 2049;
    static final int APPLICATION_RESTRICTED_LOWDELAY = 2051;
    static final int SET_BITRATE = 4002;
    static final int SET_MAX_BANDWIDTH = 4004;
    static final int SET_VBR = 4006;
    static final int SET_COMPLEXITY = 4010;
    static final int SET_INBAND_FEC = 4012;
    static final int SET_PACKET_LOSS_PERC = 4014;
    static final int SET_DTX = 4016;
    static final int BANDWIDTH_NARROWBAND = 1101;
    static final int BANDWIDTH_MEDIUMBAND = 1102;
    static final int BANDWIDTH_WIDEBAND = 1103;
    static final int BANDWIDTH_SUPERWIDEBAND = 1104;
    static final int BANDWIDTH_FULLBAND = 1105;

    private final MethodHandle encoderCreate;
    private final MethodHandle encoderCtl;
    private final MethodHandle encodeFloat;
    private final MethodHandle encoderDestroy;
    private final MethodHandle decoderCreate;
    private final MethodHandle decodeFloat;
    private final MethodHandle decoderDestroy;
    private final MethodHandle packetHasLbrr;

    private OpusNative(NativeLibrary library) {
        encoderCreate = library.function(
                "opus_encoder_create", FunctionDescriptor.of(ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
        encoderCtl = library.function(
                "opus_encoder_ctl",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
                Linker.Option.firstVariadicArg(2));
        encodeFloat = library.function(
                "opus_encode_float", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
        encoderDestroy = library.function("opus_encoder_destroy", FunctionDescriptor.ofVoid(ADDRESS));
        decoderCreate =
                library.function("opus_decoder_create", FunctionDescriptor.of(ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
        decodeFloat = library.function(
                "opus_decode_float",
                FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
        decoderDestroy = library.function("opus_decoder_destroy", FunctionDescriptor.ofVoid(ADDRESS));
        packetHasLbrr = library.function("opus_packet_has_lbrr", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    }

    /** Why there is no Opus on this machine; empty when there is. */
    public static Optional<String> problem() {
        return Loaded.PROBLEM;
    }

    static OpusNative get() {
        return Loaded.OPUS.orElseThrow(
                () -> new UnsupportedOperationException("opus: " + problem().orElse("")));
    }

    /** Where the jar keeps the library for this machine, such as {@code linux/x64/org/lwjgl/opus/libopus.so}. */
    private static Optional<String> resource() {
        String processor = switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "x64";
            case "aarch64", "arm64" -> "arm64";
            default -> "";
        };
        if (processor.isEmpty()) {
            return Optional.empty();
        }
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.startsWith("linux")) {
            return Optional.of("linux/" + processor + "/org/lwjgl/opus/libopus.so");
        }
        if (system.startsWith("mac")) {
            return Optional.of("macos/" + processor + "/org/lwjgl/opus/libopus.dylib");
        }
        return system.startsWith("windows")
                ? Optional.of("windows/" + processor + "/org/lwjgl/opus/opus.dll")
                : Optional.empty();
    }

    MemorySegment encoderCreate(int sampleRateHz, int channels, int application, MemorySegment error) {
        try {
            return (MemorySegment) encoderCreate.invokeExact(sampleRateHz, channels, application, error);
        } catch (Throwable e) {
            throw failed("opus_encoder_create", e);
        }
    }

    int encoderCtl(MemorySegment encoder, int request, int value) {
        try {
            return (int) encoderCtl.invokeExact(encoder, request, value);
        } catch (Throwable e) {
            throw failed("opus_encoder_ctl", e);
        }
    }

    int encodeFloat(MemorySegment encoder, MemorySegment pcm, int frames, MemorySegment packet, int capacity) {
        try {
            return (int) encodeFloat.invokeExact(encoder, pcm, frames, packet, capacity);
        } catch (Throwable e) {
            throw failed("opus_encode_float", e);
        }
    }

    void encoderDestroy(MemorySegment encoder) {
        try {
            encoderDestroy.invokeExact(encoder);
        } catch (Throwable e) {
            throw failed("opus_encoder_destroy", e);
        }
    }

    MemorySegment decoderCreate(int sampleRateHz, int channels, MemorySegment error) {
        try {
            return (MemorySegment) decoderCreate.invokeExact(sampleRateHz, channels, error);
        } catch (Throwable e) {
            throw failed("opus_decoder_create", e);
        }
    }

    int decodeFloat(MemorySegment decoder, MemorySegment packet, int length, MemorySegment pcm, int frames, int fec) {
        try {
            return (int) decodeFloat.invokeExact(decoder, packet, length, pcm, frames, fec);
        } catch (Throwable e) {
            throw failed("opus_decode_float", e);
        }
    }

    void decoderDestroy(MemorySegment decoder) {
        try {
            decoderDestroy.invokeExact(decoder);
        } catch (Throwable e) {
            throw failed("opus_decoder_destroy", e);
        }
    }

    int packetHasLbrr(MemorySegment packet, int length) {
        try {
            return (int) packetHasLbrr.invokeExact(packet, length);
        } catch (Throwable e) {
            throw failed("opus_packet_has_lbrr", e);
        }
    }

    private static LinkageError failed(String function, Throwable cause) {
        return new LinkageError(function, cause);
    }

    /** Loads the library when it is first asked for. */
    private static final class Loaded {
        static final Optional<OpusNative> OPUS;
        static final Optional<String> PROBLEM;

        static {
            Optional<OpusNative> opus = Optional.empty();
            String problem = "no libopus for " + System.getProperty("os.name") + " on " + System.getProperty("os.arch");
            try {
                opus = resource().flatMap(NativeLibrary::fromClassPath).map(OpusNative::new);
            } catch (UnsatisfiedLinkError e) {
                problem = e.getMessage();
            }
            OPUS = opus;
            PROBLEM = opus.isPresent() ? Optional.empty() : Optional.of(String.valueOf(problem));
        }
    }
}
