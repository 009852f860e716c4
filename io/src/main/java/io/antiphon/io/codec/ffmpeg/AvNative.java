package io.antiphon.io.codec.ffmpeg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.antiphon.io.foreign.NativeLibrary;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Typed handles of libavcodec and libavutil and nothing else. They travel in a jar for the system and processor that the
 * program was built on; {@link #problem} tells whether this machine has them. Loaded when first asked for, which takes
 * some tenths of a second. Immutable; any thread.
 */
public final class AvNative {
    /** The structures' fields lie where this version has them. */
    private static final int MAJOR_VERSION = 62;

    private static final int MAJOR_SHIFT = 16;

    private final MethodHandle findEncoder;
    private final MethodHandle allocContext;
    private final MethodHandle freeContext;
    private final MethodHandle open;
    private final MethodHandle sendFrame;
    private final MethodHandle receivePacket;
    private final MethodHandle packetAlloc;
    private final MethodHandle packetFree;
    private final MethodHandle packetUnref;
    private final MethodHandle frameAlloc;
    private final MethodHandle frameFree;
    private final MethodHandle defaultLayout;
    private final MethodHandle setLogLevel;

    private AvNative(NativeLibrary library) {
        requireVersion(library);
        FunctionDescriptor made = FunctionDescriptor.of(ADDRESS);
        FunctionDescriptor madeOf = FunctionDescriptor.of(ADDRESS, ADDRESS);
        FunctionDescriptor done = FunctionDescriptor.ofVoid(ADDRESS);
        FunctionDescriptor exchanged = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
        findEncoder = library.function("avcodec_find_encoder_by_name", madeOf);
        allocContext = library.function("avcodec_alloc_context3", madeOf);
        freeContext = library.function("avcodec_free_context", done);
        open = library.function("avcodec_open2", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
        sendFrame = library.function("avcodec_send_frame", exchanged);
        receivePacket = library.function("avcodec_receive_packet", exchanged);
        packetAlloc = library.function("av_packet_alloc", made);
        packetFree = library.function("av_packet_free", done);
        packetUnref = library.function("av_packet_unref", done);
        frameAlloc = library.function("av_frame_alloc", made);
        frameFree = library.function("av_frame_free", done);
        defaultLayout = library.function("av_channel_layout_default", FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
        setLogLevel = library.function("av_log_set_level", FunctionDescriptor.ofVoid(JAVA_INT));
    }

    private static void requireVersion(NativeLibrary library) {
        try {
            MethodHandle version = library.function("avcodec_version", FunctionDescriptor.of(JAVA_INT));
            int major = (int) version.invokeExact() >>> MAJOR_SHIFT;
            if (major != MAJOR_VERSION) {
                throw new UnsatisfiedLinkError("libavcodec has version " + major + ", not " + MAJOR_VERSION);
            }
        } catch (UnsatisfiedLinkError e) {
            throw e;
        } catch (Throwable e) {
            throw failed("avcodec_version", e);
        }
    }

    /** Why there is no libavcodec on this machine; empty when there is. */
    public static Optional<String> problem() {
        return Loaded.PROBLEM;
    }

    static AvNative get() {
        return Loaded.LIBRARY.orElseThrow(
                () -> new UnsupportedOperationException("ffmpeg: " + problem().orElse("")));
    }

    MemorySegment findEncoder(MemorySegment name) {
        return pointer("avcodec_find_encoder_by_name", findEncoder, name);
    }

    MemorySegment allocContext(MemorySegment codec) {
        return pointer("avcodec_alloc_context3", allocContext, codec);
    }

    void freeContext(MemorySegment pointer) {
        run("avcodec_free_context", freeContext, pointer);
    }

    int open(MemorySegment context, MemorySegment codec) {
        try {
            return (int) open.invokeExact(context, codec, MemorySegment.NULL);
        } catch (Throwable e) {
            throw failed("avcodec_open2", e);
        }
    }

    int sendFrame(MemorySegment context, MemorySegment frame) {
        return exchange("avcodec_send_frame", sendFrame, context, frame);
    }

    int receivePacket(MemorySegment context, MemorySegment packet) {
        return exchange("avcodec_receive_packet", receivePacket, context, packet);
    }

    MemorySegment packetAlloc() {
        return made("av_packet_alloc", packetAlloc);
    }

    void packetFree(MemorySegment pointer) {
        run("av_packet_free", packetFree, pointer);
    }

    void packetUnref(MemorySegment packet) {
        run("av_packet_unref", packetUnref, packet);
    }

    MemorySegment frameAlloc() {
        return made("av_frame_alloc", frameAlloc);
    }

    void frameFree(MemorySegment pointer) {
        run("av_frame_free", frameFree, pointer);
    }

    void defaultLayout(MemorySegment layout, int channels) {
        try {
            defaultLayout.invokeExact(layout, channels);
        } catch (Throwable e) {
            throw failed("av_channel_layout_default", e);
        }
    }

    void setLogLevel(int level) {
        try {
            setLogLevel.invokeExact(level);
        } catch (Throwable e) {
            throw failed("av_log_set_level", e);
        }
    }

    private static MemorySegment made(String function, MethodHandle handle) {
        try {
            return (MemorySegment) handle.invokeExact();
        } catch (Throwable e) {
            throw failed(function, e);
        }
    }

    private static MemorySegment pointer(String function, MethodHandle handle, MemorySegment of) {
        try {
            return (MemorySegment) handle.invokeExact(of);
        } catch (Throwable e) {
            throw failed(function, e);
        }
    }

    private static int exchange(String function, MethodHandle handle, MemorySegment context, MemorySegment with) {
        try {
            return (int) handle.invokeExact(context, with);
        } catch (Throwable e) {
            throw failed(function, e);
        }
    }

    private static void run(String function, MethodHandle handle, MemorySegment on) {
        try {
            handle.invokeExact(on);
        } catch (Throwable e) {
            throw failed(function, e);
        }
    }

    private static LinkageError failed(String function, Throwable cause) {
        return new LinkageError(function, cause);
    }

    /** Loads the libraries when they are first asked for. */
    private static final class Loaded {
        static final Optional<AvNative> LIBRARY;
        static final Optional<String> PROBLEM;

        /** Only errors: what an encoder has to say is an answer of its calls. */
        private static final int LOG_ERRORS = 16;

        static {
            Optional<AvNative> library = Optional.empty();
            String problem =
                    "no libavcodec for " + System.getProperty("os.name") + " on " + System.getProperty("os.arch");
            try {
                library = Platform.here()
                        .flatMap(here -> NativeLibrary.fromClassPath(here.folder(), here.names()))
                        .map(AvNative::new);
                library.ifPresent(loaded -> loaded.setLogLevel(LOG_ERRORS));
            } catch (UnsatisfiedLinkError e) {
                problem = e.getMessage();
            }
            LIBRARY = library;
            PROBLEM = library.isPresent() ? Optional.empty() : Optional.of(String.valueOf(problem));
        }
    }

    /**
     * Where the jar has the libraries for this machine.
     *
     * @param folder the folder in the jar
     * @param names the libraries, those first that others need
     */
    private record Platform(String folder, List<String> names) {
        static Optional<Platform> here() {
            String processor = switch (System.getProperty("os.arch", "")) {
                case "amd64", "x86_64" -> "x86_64";
                case "aarch64", "arm64" -> "arm64";
                default -> "";
            };
            String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
            if (processor.isEmpty()) {
                return Optional.empty();
            }
            if (system.startsWith("linux")) {
                return of(
                        "linux-" + processor,
                        "libdrm.so.2",
                        "libva.so.2",
                        "libva-drm.so.2",
                        "libavutil.so.60",
                        "libswresample.so.6",
                        "libavcodec.so.62");
            }
            if (system.startsWith("mac")) {
                return of("macosx-" + processor, "libavutil.60.dylib", "libswresample.6.dylib", "libavcodec.62.dylib");
            }
            return system.startsWith("windows")
                    ? of(
                            "windows-" + processor,
                            "libwinpthread-1.dll",
                            "libgcc_s_seh-1.dll",
                            "libstdc++-6.dll",
                            "avutil-60.dll",
                            "swresample-6.dll",
                            "avcodec-62.dll")
                    : Optional.empty();
        }

        private static Optional<Platform> of(String platform, String... names) {
            return Optional.of(new Platform("org/bytedeco/ffmpeg/" + platform + "/", List.of(names)));
        }
    }
}
