package io.offramp.dataplane.preflight;

import org.junit.jupiter.api.Test;

class LimitsCheckTest extends CheckTest {
    private static final int NEEDED = 256;
    private static final String MEMLOCK_REMEDY =
            "sudo prlimit --pid $$ --memlock=unlimited  # then start the service in this shell";
    private static final String NOFILE_REMEDY =
            "sudo prlimit --pid $$ --nofile=65536  # then start the service in this shell";
    private static final String WITH_IPC_LOCK = "0000000000004000";
    private static final String WITHOUT = "0000000000003000";

    @Test
    void unlimitedLimitsPass() {
        limits("unlimited", "unlimited", WITHOUT);

        passes(LimitsCheck.memlock(machine(), NEEDED), "RLIMIT_MEMLOCK is unlimited");
        passes(LimitsCheck.nofile(machine()), "RLIMIT_NOFILE is unlimited");
    }

    @Test
    void limitsThatAreEnoughPass() {
        limits("1024", "268435456", WITHOUT);

        passes(LimitsCheck.memlock(machine(), NEEDED), "RLIMIT_MEMLOCK is 256 MB");
        passes(LimitsCheck.nofile(machine()), "RLIMIT_NOFILE is 1024");
    }

    @Test
    void lessLockedMemoryThanNeededWarns() {
        limits("1024", "268435455", WITHOUT);

        warns(
                LimitsCheck.memlock(machine(), NEEDED),
                MEMLOCK_REMEDY,
                "RLIMIT_MEMLOCK is 262143 KB",
                "locks the 256 MB");
    }

    @Test
    void itDoesNotCountWithIpcLock() {
        limits("1024", "65536", WITH_IPC_LOCK);

        passes(LimitsCheck.memlock(machine(), NEEDED), "RLIMIT_MEMLOCK is 64 KB and does not count with CAP_IPC_LOCK");
    }

    @Test
    void fewFilesWarnAndVeryFewFail() {
        limits("1023", "unlimited", WITHOUT);
        warns(LimitsCheck.nofile(machine()), NOFILE_REMEDY, "RLIMIT_NOFILE is 1023");

        limits("64", "unlimited", WITHOUT);
        fails(LimitsCheck.nofile(machine()), NOFILE_REMEDY, "RLIMIT_NOFILE is 64");
    }

    private void limits(String files, String locked, String capabilities) {
        tree.file("proc/self/status", "CapEff:\t%s\n".formatted(capabilities))
                .file("proc/self/limits", """
                Limit                     Soft Limit           Hard Limit           Units
                Max open files            %-20s unlimited            files
                Max locked memory         %-20s unlimited            bytes
                """.formatted(files, locked));
    }
}
