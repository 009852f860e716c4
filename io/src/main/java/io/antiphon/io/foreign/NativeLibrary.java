package io.antiphon.io.foreign;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A shared library that was loaded for the life of the process, and typed handles of its functions. Immutable; any
 * thread may use it.
 *
 * <p>A library that travels in a jar is unpacked into {@link NativeCache} under the digest of its content, so that two
 * versions never meet and a second start finds it there.
 */
public final class NativeLibrary {
    private static final Linker LINKER = Linker.nativeLinker();

    private final SymbolLookup symbols;

    private NativeLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /** The C library and what else the process has loaded. */
    public static NativeLibrary system() {
        return new NativeLibrary(LINKER.defaultLookup());
    }

    /**
     * Loads a library that the system has.
     *
     * @param fileName its name with the version of its interface, such as {@code libexample.so.2}
     * @return empty when the system has none
     */
    public static Optional<NativeLibrary> ofSystem(String fileName) {
        try {
            return Optional.of(new NativeLibrary(SymbolLookup.libraryLookup(fileName, Arena.global())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Loads a library from the class path.
     *
     * @param resource its path, such as {@code linux/x64/org/example/libexample.so}
     * @return empty when there is no such resource
     * @throws UnsatisfiedLinkError when it is there, but cannot be unpacked or loaded; the message says why
     */
    public static Optional<NativeLibrary> fromClassPath(String resource) {
        ClassLoader loader = NativeLibrary.class.getClassLoader();
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            return Optional.of(load(unpack(resource, in)));
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            UnsatisfiedLinkError error = new UnsatisfiedLinkError("library " + resource + ": " + e.getMessage());
            error.initCause(e);
            throw error;
        }
    }

    /**
     * Loads libraries from the class path that need each other.
     *
     * @param folder where a jar has them, with a slash at the end
     * @param names their names, those first that the others need; what the jar does not have is left out
     * @return the functions of all of them; empty when no jar has any
     * @throws UnsatisfiedLinkError when they are there, but cannot be unpacked or loaded; the message says why
     */
    public static Optional<NativeLibrary> fromClassPath(String folder, List<String> names) {
        try {
            SymbolLookup all = _ -> Optional.empty();
            List<Path> files = LibraryFolder.place(folder, names);
            for (Path file : files) {
                all = SymbolLookup.libraryLookup(file, Arena.global()).or(all);
            }
            return files.isEmpty() ? Optional.empty() : Optional.of(new NativeLibrary(all));
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            UnsatisfiedLinkError error = new UnsatisfiedLinkError("libraries of " + folder + ": " + e.getMessage());
            error.initCause(e);
            throw error;
        }
    }

    private static NativeLibrary load(Path file) {
        return new NativeLibrary(SymbolLookup.libraryLookup(file, Arena.global()));
    }

    private static Path unpack(String resource, InputStream in) throws IOException {
        DigestInputStream digesting = new DigestInputStream(in, sha256());
        byte[] content = digesting.readAllBytes();
        String digest = HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        return NativeCache.place(digest.substring(0, 16) + "-" + name, content);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Handle of a function.
     *
     * @throws UnsatisfiedLinkError when the library has no such function
     */
    public MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        return find(name, type, options)
                .orElseThrow(() -> new UnsatisfiedLinkError("library without function name=" + name));
    }

    /** Handle of a function, if the library has it. */
    public Optional<MethodHandle> find(String name, FunctionDescriptor type, Linker.Option... options) {
        return symbols.find(name).map(address -> LINKER.downcallHandle(address, type, options));
    }
}
