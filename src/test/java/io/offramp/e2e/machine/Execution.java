package io.offramp.e2e.machine;

import java.util.List;

/**
 * How a command ended.
 *
 * @param command the program and its arguments
 * @param exitCode its exit code, 128 plus the signal's number when a signal ended it
 * @param stdout what it wrote to standard output
 * @param stderr what it wrote to standard error
 */
public record Execution(List<String> command, int exitCode, String stdout, String stderr) {

    /** Exit code of a command that was ended because it took too long, as {@code timeout} has it. */
    public static final int TIMED_OUT = 124;

    /**
     * Insists on success.
     *
     * @return this
     * @throws AssertionError when the exit code is not 0, with all that the command wrote
     */
    public Execution expectSuccess() {
        if (exitCode != 0) {
            throw new AssertionError("%s ended with exit code %d%s%nstdout: %s%nstderr: %s"
                    .formatted(
                            String.join(" ", command),
                            exitCode,
                            exitCode == TIMED_OUT ? " (took too long)" : "",
                            stdout,
                            stderr));
        }
        return this;
    }
}
