package io.antiphon.io.device.alsa;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.antiphon.io.foreign.NativeLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Typed handles of libasound, those of capturing, and nothing else. Functions return what they return in C: a negative
 * number is an error. {@link #problem} tells whether this machine has the library. Immutable; any thread, but one at a time
 * for each PCM.
 */
final class AlsaNative {
    static final int STREAM_CAPTURE = 1;
    static final int NONBLOCKING = 1;
    static final int ACCESS_RW_INTERLEAVED = 3;
    static final int FORMAT_S16_LE = 2;
    static final int FORMAT_S32_LE = 10;
    static final int FORMAT_S24_3LE = 32;

    /** Errors of Linux as ALSA returns them. */
    static final int AGAIN = -11;

    static final int OVERRUN = -32;

    private static final String LIBRARY = "libasound.so.2";
    private static final FunctionDescriptor INT_OF_ONE = FunctionDescriptor.of(JAVA_INT, ADDRESS);
    private static final FunctionDescriptor INT_OF_TWO = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
    private static final FunctionDescriptor INT_OF_THREE = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    private static final FunctionDescriptor INT_OF_FOUR =
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    private static final FunctionDescriptor INT_OF_CHOICE = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);

    private final MethodHandle deviceNameHint;
    private final MethodHandle deviceNameGetHint;
    private final MethodHandle deviceNameFreeHint;
    private final MethodHandle open;
    private final MethodHandle close;
    private final MethodHandle prepare;
    private final MethodHandle start;
    private final MethodHandle await;
    private final MethodHandle read;
    private final MethodHandle recover;
    private final MethodHandle error;
    private final MethodHandle paramsSizeof;
    private final MethodHandle paramsAny;
    private final MethodHandle setResample;
    private final MethodHandle setAccess;
    private final MethodHandle setFormat;
    private final MethodHandle setChannelsNear;
    private final MethodHandle setRateNear;
    private final MethodHandle setPeriodNear;
    private final MethodHandle setBufferNear;
    private final MethodHandle params;
    private final MethodHandle free;

    private AlsaNative(NativeLibrary library) {
        deviceNameHint =
                library.function("snd_device_name_hint", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
        deviceNameGetHint =
                library.function("snd_device_name_get_hint", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        deviceNameFreeHint = library.function("snd_device_name_free_hint", INT_OF_ONE);
        open = library.function("snd_pcm_open", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));
        close = library.function("snd_pcm_close", INT_OF_ONE);
        prepare = library.function("snd_pcm_prepare", INT_OF_ONE);
        start = library.function("snd_pcm_start", INT_OF_ONE);
        await = library.function("snd_pcm_wait", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
        read = library.function("snd_pcm_readi", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG));
        recover = library.function("snd_pcm_recover", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
        error = library.function("snd_strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));
        paramsSizeof = library.function("snd_pcm_hw_params_sizeof", FunctionDescriptor.of(JAVA_LONG));
        paramsAny = library.function("snd_pcm_hw_params_any", INT_OF_TWO);
        setResample = library.function("snd_pcm_hw_params_set_rate_resample", INT_OF_CHOICE);
        setAccess = library.function("snd_pcm_hw_params_set_access", INT_OF_CHOICE);
        setFormat = library.function("snd_pcm_hw_params_set_format", INT_OF_CHOICE);
        setChannelsNear = library.function("snd_pcm_hw_params_set_channels_near", INT_OF_THREE);
        setRateNear = library.function("snd_pcm_hw_params_set_rate_near", INT_OF_FOUR);
        setPeriodNear = library.function("snd_pcm_hw_params_set_period_size_near", INT_OF_FOUR);
        setBufferNear = library.function("snd_pcm_hw_params_set_buffer_size_near", INT_OF_THREE);
        params = library.function("snd_pcm_hw_params", INT_OF_TWO);
        free = NativeLibrary.system().function("free", FunctionDescriptor.ofVoid(ADDRESS));
        beQuiet(library);
    }

    /** Why sound cards cannot be used on this machine; empty when they can. */
    static Optional<String> problem() {
        return Loaded.ALSA.isPresent()
                ? Optional.empty()
                : Optional.of("This machine has no " + LIBRARY + " for sound cards (Debian's package libasound2).");
    }

    /** @throws UnsupportedOperationException when there is a {@link #problem} */
    static AlsaNative get() {
        return Loaded.ALSA.orElseThrow(
                () -> new UnsupportedOperationException(problem().orElse("")));
    }

    /** ALSA writes what it thinks to stderr unless somebody else takes it; what counts is what its functions return. */
    private static void beQuiet(NativeLibrary library) {
        try {
            MethodHandle nothing = MethodHandles.lookup()
                    .findStatic(
                            AlsaNative.class,
                            "ignore",
                            MethodType.methodType(
                                    void.class,
                                    MemorySegment.class,
                                    int.class,
                                    MemorySegment.class,
                                    int.class,
                                    MemorySegment.class));
            MemorySegment stub = Linker.nativeLinker()
                    .upcallStub(
                            nothing,
                            FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS),
                            Arena.global());
            int _ = one(library.function("snd_lib_error_set_handler", INT_OF_ONE), stub);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("ignore", e);
        }
    }

    @SuppressWarnings("unused") // called by libasound
    private static void ignore(MemorySegment file, int line, MemorySegment function, int code, MemorySegment format) {
        // nothing is to be done
    }

    int deviceNameHint(MemorySegment kind, MemorySegment hints) {
        try {
            return (int) deviceNameHint.invokeExact(-1, kind, hints);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** The value of a hint; null when it has none. */
    @Nullable
    String hint(MemorySegment hint, MemorySegment id) {
        try {
            MemorySegment text = (MemorySegment) deviceNameGetHint.invokeExact(hint, id);
            if (text.equals(MemorySegment.NULL)) {
                return null;
            }
            String value = text.reinterpret(Long.MAX_VALUE).getString(0);
            free.invokeExact(text);
            return value;
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int freeHints(MemorySegment hints) {
        return one(deviceNameFreeHint, hints);
    }

    int open(MemorySegment pcm, MemorySegment name, int stream, int mode) {
        try {
            return (int) open.invokeExact(pcm, name, stream, mode);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int close(MemorySegment pcm) {
        return one(close, pcm);
    }

    int prepare(MemorySegment pcm) {
        return one(prepare, pcm);
    }

    int start(MemorySegment pcm) {
        return one(start, pcm);
    }

    int await(MemorySegment pcm, int timeoutMs) {
        try {
            return (int) await.invokeExact(pcm, timeoutMs);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    long read(MemorySegment pcm, MemorySegment into, long frames) {
        try {
            return (long) read.invokeExact(pcm, into, frames);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int recover(MemorySegment pcm, int code) {
        try {
            return (int) recover.invokeExact(pcm, code, 1);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** What an error number means, in ALSA's words. */
    String message(int code) {
        try {
            return ((MemorySegment) error.invokeExact(code))
                    .reinterpret(Long.MAX_VALUE)
                    .getString(0);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    long paramsSizeof() {
        try {
            return (long) paramsSizeof.invokeExact();
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int paramsAny(MemorySegment pcm, MemorySegment choice) {
        return two(paramsAny, pcm, choice);
    }

    int setResample(MemorySegment pcm, MemorySegment choice, int value) {
        return choice(setResample, pcm, choice, value);
    }

    int setAccess(MemorySegment pcm, MemorySegment choice, int value) {
        return choice(setAccess, pcm, choice, value);
    }

    int setFormat(MemorySegment pcm, MemorySegment choice, int value) {
        return choice(setFormat, pcm, choice, value);
    }

    int setChannelsNear(MemorySegment pcm, MemorySegment choice, MemorySegment channels) {
        return three(setChannelsNear, pcm, choice, channels);
    }

    int setRateNear(MemorySegment pcm, MemorySegment choice, MemorySegment rateHz) {
        return four(setRateNear, pcm, choice, rateHz);
    }

    int setPeriodNear(MemorySegment pcm, MemorySegment choice, MemorySegment frames) {
        return four(setPeriodNear, pcm, choice, frames);
    }

    int setBufferNear(MemorySegment pcm, MemorySegment choice, MemorySegment frames) {
        return three(setBufferNear, pcm, choice, frames);
    }

    int params(MemorySegment pcm, MemorySegment choice) {
        return two(params, pcm, choice);
    }

    private static int one(MethodHandle function, MemorySegment only) {
        try {
            return (int) function.invokeExact(only);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static int two(MethodHandle function, MemorySegment first, MemorySegment second) {
        try {
            return (int) function.invokeExact(first, second);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static int three(MethodHandle function, MemorySegment first, MemorySegment second, MemorySegment third) {
        try {
            return (int) function.invokeExact(first, second, third);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** The last one is in which direction to look for a value that is near: any. */
    private static int four(MethodHandle function, MemorySegment first, MemorySegment second, MemorySegment third) {
        try {
            return (int) function.invokeExact(first, second, third, MemorySegment.NULL);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static int choice(MethodHandle function, MemorySegment first, MemorySegment second, int value) {
        try {
            return (int) function.invokeExact(first, second, value);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    private static LinkageError failed(Throwable cause) {
        return new LinkageError(LIBRARY, cause);
    }

    /** Loads the library when it is first asked for. */
    private static final class Loaded {
        static final Optional<AlsaNative> ALSA = NativeLibrary.ofSystem(LIBRARY).map(AlsaNative::new);
    }
}
