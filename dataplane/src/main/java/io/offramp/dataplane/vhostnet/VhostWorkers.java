package io.offramp.dataplane.vhostnet;

import io.offramp.dataplane.ffm.KernelAbi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The kernel's vhost workers: a thread for each queue, which copies between its rings and the tap. The kernel calls it {@code
 * vhost-} and the id of the thread that made the device. Up to Linux 6.3 it is a thread of the kernel, from 6.4 on one of the
 * process that made it ({@code vhost_dev_set_owner} in drivers/vhost/vhost.c). In a PID namespace those of the kernel are not
 * to be seen.
 */
public final class VhostWorkers {
    /** Those of this machine. */
    public static final VhostWorkers THIS_MACHINE = new VhostWorkers(Path.of("/proc"));

    private static final Pattern ID = Pattern.compile("\\d+");

    /** A thread of this process that is called so is ours, whatever the number is in its PID namespace. */
    private static final Pattern NAME = Pattern.compile("vhost-\\d+");

    /** Positions among the fields of {@code /proc/PID/stat} that follow the name (proc(5)), which is the second. */
    private static final int UTIME = 14 - 3;

    private static final int STIME = 15 - 3;
    private static final int START_TIME = 22 - 3;
    private static final int PROCESSOR = 39 - 3;

    private static final long TICK_NANOS = 1_000_000_000 / KernelAbi.value("HZ");

    private final Path proc;

    /** @param proc where procfs is mounted */
    VhostWorkers(Path proc) {
        this.proc = proc;
    }

    /**
     * The workers of the devices that the calling thread made.
     *
     * @return their thread ids
     */
    public Set<Integer> ofThisThread() {
        String ofKernel = "vhost-" + thisThread().getFileName();
        Stream<Path> found =
                Stream.concat(named(proc, ofKernel::equals), named(proc.resolve("self/task"), NAME.asMatchPredicate()));
        return Set.copyOf(found.map(VhostWorkers::id).distinct().toList());
    }

    /**
     * The workers that were made meanwhile.
     *
     * @param before what {@link #ofThisThread} told before
     * @return their thread ids in the order in which they were made, which is that of their queues
     */
    public List<Integer> madeSince(Collection<Integer> before) {
        return ofThisThread().stream()
                .filter(tid -> !before.contains(tid))
                .sorted(Comparator.<Integer>comparingLong(tid -> stat(tid)
                                .map(fields -> Long.parseLong(fields[START_TIME]))
                                .orElse(Long.MAX_VALUE))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /**
     * Reads what a worker has done.
     *
     * @param tid its thread id
     * @return empty once it has ended
     */
    public Optional<WorkerReading> read(int tid) {
        return stat(tid)
                .map(fields -> new WorkerReading(
                        Integer.parseInt(fields[PROCESSOR]),
                        allowed(tid),
                        TICK_NANOS * (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME]))));
    }

    private Path thisThread() {
        try {
            return Files.readSymbolicLink(proc.resolve("thread-self"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Stream<Path> named(Path folder, Predicate<String> name) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries
                    .filter(entry -> ID.matcher(entry.getFileName().toString()).matches())
                    .filter(entry -> text(entry.resolve("comm")).filter(name).isPresent())
                    .toList()
                    .stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int id(Path entry) {
        return Integer.parseInt(entry.getFileName().toString());
    }

    /** The fields after the name, which alone may contain blanks and parentheses. */
    private Optional<String[]> stat(int tid) {
        return text(thread(tid).resolve("stat"))
                .map(line -> line.substring(line.lastIndexOf(')') + 2).split(" "));
    }

    private List<Integer> allowed(int tid) {
        return text(thread(tid).resolve("status")).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("Cpus_allowed_list:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .flatMap(list -> Arrays.stream(list.split(",")))
                .flatMapToInt(VhostWorkers::range)
                .boxed()
                .toList();
    }

    /** As in {@code 2} or {@code 4-7}. */
    private static IntStream range(String range) {
        String[] ends = range.split("-");
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    /** The path by which the figures are those of the thread, not of its process. */
    private Path thread(int tid) {
        String id = Integer.toString(tid);
        return proc.resolve(id).resolve("task").resolve(id);
    }

    /** Threads come and go meanwhile. */
    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException ended) {
            return Optional.empty();
        } catch (IOException failed) {
            if (Files.exists(file.getParent())) {
                throw new UncheckedIOException(failed);
            }
            return Optional.empty();
        }
    }
}
