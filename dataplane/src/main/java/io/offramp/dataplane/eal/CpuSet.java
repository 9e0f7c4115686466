package io.offramp.dataplane.eal;

import io.offramp.dataplane.ffm.Errno;
import io.offramp.dataplane.ffm.LibC;
import io.offramp.dataplane.ffm.NativeCallException;
import io.offramp.dataplane.ffm.RteEal;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;
import java.util.List;

/**
 * A set of CPUs, as {@code cpu_set_t} of sched_setaffinity(2) holds it.
 *
 * @param cpus the CPUs in ascending order, 0 to 1023
 */
public record CpuSet(List<Integer> cpus) {
    private static final int BYTES = 128;

    /** Takes a sorted copy. */
    public CpuSet {
        cpus = cpus.stream().sorted().distinct().toList();
    }

    /**
     * The CPUs that the calling thread may run on.
     *
     * @return at least one
     */
    public static CpuSet current() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            MemorySegment mask = arena.allocate(BYTES, Long.BYTES);
            if (LibC.sched_getaffinity(errno, 0, BYTES, mask) < 0) {
                throw Errno.failure("sched_getaffinity()", errno);
            }
            BitSet bits = BitSet.valueOf(mask.toArray(ValueLayout.JAVA_BYTE));
            return new CpuSet(bits.stream().boxed().toList());
        }
    }

    /**
     * Those CPUs of this set that are not among others.
     *
     * @param others CPUs to leave out
     * @return the rest, which may be empty
     */
    public CpuSet without(List<Integer> others) {
        return new CpuSet(cpus.stream().filter(cpu -> !others.contains(cpu)).toList());
    }

    /** Lets the calling thread run on these CPUs only. */
    public void pinThread() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            if (LibC.sched_setaffinity(errno, 0, BYTES, mask(arena)) < 0) {
                throw Errno.failure("sched_setaffinity(cpus=" + cpus + ")", errno);
            }
        }
    }

    /** Like {@link #pinThread} for a thread registered with EAL, which also notes it for NUMA-local allocation. */
    public void pinLcore() {
        try (Arena arena = Arena.ofConfined()) {
            if (RteEal.rte_thread_set_affinity(mask(arena)) != 0) {
                throw new NativeCallException(
                        "rte_thread_set_affinity(cpus=" + cpus + ")", -1, "the kernel refused these CPUs");
            }
        }
    }

    private MemorySegment mask(Arena arena) {
        BitSet bits = new BitSet();
        cpus.forEach(bits::set);
        MemorySegment mask = arena.allocate(BYTES, Long.BYTES);
        byte[] bytes = bits.toByteArray();
        MemorySegment.copy(bytes, 0, mask, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return mask;
    }
}
