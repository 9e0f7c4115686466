package io.offramp.e2e.machine;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Linux machine with DPDK and the built service, on which a test runs commands as root. Safe for use by several threads. */
public interface Machine extends AutoCloseable {

    /**
     * Its name in messages.
     *
     * @return one word
     */
    String name();

    /**
     * How many times longer than on this machine work takes there, at most; waits are multiplied by it.
     *
     * @return 1 for real hardware
     */
    int slowness();

    /**
     * Where a TCP port of a service on the machine is reached from the test.
     *
     * @param port the port on the machine
     * @return an HTTP base address without a path
     */
    URI reach(int port);

    /**
     * Runs a command as root to its end.
     *
     * @param limit how long it may take, already in the machine's own time (see {@link #patience})
     * @param command the program and its arguments
     * @return how it ended; a command that overstays is ended with its children, and its exit code is {@link
     *     Execution#TIMED_OUT}
     */
    Execution run(Duration limit, List<String> command);

    /**
     * Copies a file of this machine's to the machine, creating or replacing it.
     *
     * @param file the file here
     * @param path absolute path there
     */
    void copy(Path file, String path);

    /** Gives the machine back, background processes ended. */
    @Override
    void close();

    /**
     * The machine's own time for what would take this long here.
     *
     * @param duration time on real hardware
     * @return the duration times {@link #slowness}
     */
    default Duration patience(Duration duration) {
        return duration.multipliedBy(slowness());
    }

    /**
     * Runs a bash script that must succeed within 30 seconds times {@link #slowness}.
     *
     * @param script its text; the first command that fails ends it
     * @return its standard output without the last newline
     */
    default String sh(String script) {
        return run(patience(Duration.ofSeconds(30)), List.of("bash", "-euo", "pipefail", "-c", script))
                .expectSuccess()
                .stdout()
                .stripTrailing();
    }

    /**
     * Reads a text file.
     *
     * @param path absolute path there
     * @return its text
     */
    default String read(String path) {
        return run(patience(Duration.ofSeconds(10)), List.of("cat", path))
                .expectSuccess()
                .stdout();
    }

    /**
     * Starts a process in the background.
     *
     * @param name names its log file
     * @param environment variables added to the machine's
     * @param command the program and its arguments
     * @return the running process
     */
    default BackgroundProcess start(String name, Map<String, String> environment, List<String> command) {
        return BackgroundProcess.start(this, name, environment, command);
    }
}
