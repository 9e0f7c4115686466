package io.offramp.dataplane.ffm;

import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The {@code errno} of a call, saved before the JVM can overwrite it; one buffer a call, never shared by threads. */
public final class Errno {
    /** What a handle with saved errno takes as its first argument. */
    public static final StructLayout LAYOUT = Linker.Option.captureStateLayout();

    private static final VarHandle VALUE = LAYOUT.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle STRERRORNAME_NP =
            NativeLibrary.libc().function("strerrorname_np", NativeLibrary.STRING, ValueLayout.JAVA_INT);

    private Errno() {}

    /**
     * The saved value.
     *
     * @param state a segment of {@link #LAYOUT} that a call has filled
     * @return the errno, see {@code errno(3)}
     */
    public static int of(MemorySegment state) {
        return (int) VALUE.get(state, 0L);
    }

    /**
     * The symbolic name of a value, from {@code strerrorname_np(3)}.
     *
     * @param errno a positive errno
     * @return such as {@code EINVAL}, or the number itself when the C library knows no name for it
     */
    public static String name(int errno) {
        try {
            MemorySegment name = (MemorySegment) STRERRORNAME_NP.invokeExact(errno);
            return name.address() == 0 ? Integer.toString(errno) : name.getString(0);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * What a C function failed with.
     *
     * @param call the function with its arguments
     * @param state the errno that it left
     * @return an exception with the value and strerror(3)'s text
     */
    public static NativeCallException failure(String call, MemorySegment state) {
        int errno = of(state);
        return new NativeCallException(call, errno, Pointers.string(LibC.strerror(errno)));
    }
}
