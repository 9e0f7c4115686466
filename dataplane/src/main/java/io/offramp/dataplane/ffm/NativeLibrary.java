package io.offramp.dataplane.ffm;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/** A shared library that stays loaded for the life of the process, and the one place that links functions of it. */
@SuppressWarnings("restricted")
final class NativeLibrary {
    /** A pointer to a NUL-terminated string, so that the string can be read through it. */
    static final AddressLayout STRING =
            ValueLayout.ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Long.MAX_VALUE, ValueLayout.JAVA_BYTE));

    private static final Linker LINKER = Linker.nativeLinker();

    private final String name;
    private final SymbolLookup symbols;

    private NativeLibrary(String name, SymbolLookup symbols) {
        this.name = name;
        this.symbols = symbols;
    }

    /** The C library, which is always there. */
    static NativeLibrary libc() {
        return new NativeLibrary("libc", LINKER.defaultLookup());
    }

    /**
     * Loads a library by its soname, as {@code dlopen(3)} finds it.
     *
     * @return the library, or empty when there is none of that name
     */
    static Optional<NativeLibrary> find(String soname) {
        try {
            return Optional.of(new NativeLibrary(soname, SymbolLookup.libraryLookup(soname, Arena.global())));
        } catch (IllegalArgumentException absent) {
            return Optional.empty();
        }
    }

    /**
     * Loads a library that must be there.
     *
     * @throws UnsatisfiedLinkError naming the library and the Debian package that holds it
     */
    static NativeLibrary require(String soname, String debianPackage) {
        return find(soname)
                .orElseThrow(() -> new UnsatisfiedLinkError(
                        "%s was not found: apt-get install %s".formatted(soname, debianPackage)));
    }

    /** Binds a function that returns a value of {@code result}. */
    MethodHandle function(String symbol, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(symbol(symbol), FunctionDescriptor.of(result, arguments));
    }

    /** Binds a function that returns nothing. */
    MethodHandle procedure(String symbol, MemoryLayout... arguments) {
        return LINKER.downcallHandle(symbol(symbol), FunctionDescriptor.ofVoid(arguments));
    }

    /** Binds a function that sets errno; the handle takes a segment of {@link Errno#LAYOUT} as its first argument. */
    MethodHandle functionWithErrno(String symbol, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                symbol(symbol), FunctionDescriptor.of(result, arguments), Linker.Option.captureCallState("errno"));
    }

    /**
     * Binds a variadic function that sets errno, for calls with these arguments.
     *
     * @param fixed how many arguments its prototype names; some ABIs pass the rest otherwise
     */
    MethodHandle variadicWithErrno(String symbol, int fixed, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                symbol(symbol),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(fixed));
    }

    /** Binds a function of that signature whose address is the handle's first argument. */
    static MethodHandle pointer(MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(FunctionDescriptor.of(result, arguments));
    }

    /** A C function that calls {@code target}, which must not throw: that would end the JVM. Freed with the arena. */
    static MemorySegment callback(MethodHandle target, FunctionDescriptor signature, Arena arena) {
        return LINKER.upcallStub(target, signature, arena);
    }

    /**
     * The address of a function or variable.
     *
     * @throws UnsatisfiedLinkError naming the symbol and the library
     */
    MemorySegment symbol(String symbol) {
        return symbols.find(symbol)
                .orElseThrow(() -> new UnsatisfiedLinkError("%s has no symbol %s".formatted(name, symbol)));
    }

    String name() {
        return name;
    }

    /**
     * For what a downcall itself threw: the arguments did not fit the handle, which is a fault of the binding and none of
     * the caller's.
     */
    static AssertionError fault(Throwable thrown) {
        return new AssertionError("a native binding does not fit its function", thrown);
    }
}
