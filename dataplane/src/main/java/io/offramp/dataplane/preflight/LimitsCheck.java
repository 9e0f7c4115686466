package io.offramp.dataplane.preflight;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resource limits of this process (getrlimit(2)), from {@code /proc/self/limits}. */
final class LimitsCheck {
    private static final String MEMLOCK = "memlock";
    private static final String NOFILE = "nofile";
    private static final long MEGABYTE = 1024 * 1024;

    /** What the service takes with 512 HTTP connections and 16 pairs of several queues; see docs/security.md for the bounds. */
    private static final long FILES = 1024;

    /** Below this its jar, its HTTP server and DPDK alone do not start. */
    private static final long FEWEST_FILES = 256;

    private LimitsCheck() {}

    /** @param needed megabytes that the service asks DPDK for */
    static Verdict memlock(Machine machine, int needed) {
        long limit = soft(machine, "Max locked memory");
        if (limit == Long.MAX_VALUE) {
            return Verdict.pass(MEMLOCK, "RLIMIT_MEMLOCK is unlimited");
        }
        if (CapabilitiesCheck.locksWithoutLimit(machine)) {
            return Verdict.pass(
                    MEMLOCK, "RLIMIT_MEMLOCK is %d KB and does not count with CAP_IPC_LOCK".formatted(limit / 1024));
        }
        return limit >= needed * MEGABYTE
                ? Verdict.pass(MEMLOCK, "RLIMIT_MEMLOCK is %d MB".formatted(limit / MEGABYTE))
                : Verdict.warn(
                        MEMLOCK,
                        "RLIMIT_MEMLOCK is %d KB, and a NIC on vfio-pci locks the %d MB that the service wants: it is refused"
                                .formatted(limit / 1024, needed),
                        "sudo prlimit --pid $$ --memlock=unlimited  # then start the service in this shell");
    }

    static Verdict nofile(Machine machine) {
        long limit = soft(machine, "Max open files");
        if (limit >= FILES) {
            return Verdict.pass(
                    NOFILE,
                    limit == Long.MAX_VALUE ? "RLIMIT_NOFILE is unlimited" : "RLIMIT_NOFILE is %d".formatted(limit));
        }
        return new Verdict(
                NOFILE,
                limit < FEWEST_FILES ? Verdict.Level.FAIL : Verdict.Level.WARN,
                "RLIMIT_NOFILE is %d: each queue of a pair takes 6 files, each HTTP connection one, and %d are enough"
                        .formatted(limit, FILES),
                "sudo prlimit --pid $$ --nofile=65536  # then start the service in this shell");
    }

    private static long soft(Machine machine, String name) {
        Matcher limit = Pattern.compile("(?m)^" + name + "\\s+(\\S+)")
                .matcher(Machine.text(machine.proc().resolve("self/limits")).orElse(""));
        if (!limit.find()) {
            throw new IllegalStateException("/proc/self/limits has no line " + name);
        }
        return limit.group(1).equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit.group(1));
    }
}
