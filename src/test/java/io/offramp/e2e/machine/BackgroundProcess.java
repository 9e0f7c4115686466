package io.offramp.e2e.machine;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A process that runs on a machine while the test goes on. Its output goes to a file there. Built on {@link Machine#run}
 * alone, so that it is the same on every machine.
 */
public final class BackgroundProcess implements AutoCloseable {
    /** Starts "$@" in a session of its own, so that neither its death nor its signals reach the caller. */
    private static final String STARTER = """
            directory=$1; shift
            mkdir -p "$directory"
            setsid bash -c '
                directory=$1; shift
                "$@" </dev/null >"$directory/log" 2>&1 &
                echo $! >"$directory/pid.new" && mv "$directory/pid.new" "$directory/pid"
                wait $!; code=$?
                echo $code >"$directory/exit.new" && mv "$directory/exit.new" "$directory/exit"
            ' keeper "$directory" "$@" </dev/null >/dev/null 2>&1 &
            """;

    private final Machine machine;
    private final String name;
    private final String directory;
    private final int pid;

    private BackgroundProcess(Machine machine, String name, String directory, int pid) {
        this.machine = machine;
        this.name = name;
        this.directory = directory;
        this.pid = pid;
    }

    static BackgroundProcess start(
            Machine machine, String name, Map<String, String> environment, List<String> command) {
        String directory = "/tmp/offramp-e2e/%s-%s".formatted(name, UUID.randomUUID());
        List<String> starter = new ArrayList<>(List.of("bash", "-c", STARTER, "starter", directory, "env"));
        environment.forEach((variable, value) -> starter.add(variable + "=" + value));
        starter.addAll(command);
        machine.run(machine.patience(Duration.ofSeconds(10)), starter).expectSuccess();
        String pid = await("the start of " + name)
                .atMost(machine.patience(Duration.ofSeconds(10)))
                .until(() -> readIfThere(machine, directory + "/pid"), text -> !text.isEmpty());
        return new BackgroundProcess(machine, name, directory, Integer.parseInt(pid));
    }

    /**
     * Its process id there.
     *
     * @return a pid
     */
    public int pid() {
        return pid;
    }

    /**
     * What it has written so far, standard output and standard error together.
     *
     * @return text
     */
    public String log() {
        return machine.read(directory + "/log");
    }

    /**
     * Whether it still runs.
     *
     * @return false once it has ended
     */
    public boolean isRunning() {
        return readIfThere(machine, directory + "/exit").isEmpty();
    }

    /**
     * Sends it a signal.
     *
     * @param signal a signal's name without SIG
     */
    public void signal(String signal) {
        machine.sh("kill -%s %d".formatted(signal, pid));
    }

    /**
     * Waits for its end.
     *
     * @param limit how long to wait at most, in the machine's own time
     * @return its exit code, 128 plus the signal's number when a signal ended it
     */
    public int awaitExit(Duration limit) {
        String code = await("the end of " + name)
                .atMost(limit)
                .until(() -> readIfThere(machine, directory + "/exit"), text -> !text.isEmpty());
        return Integer.parseInt(code);
    }

    /** Ends it with SIGTERM, and with SIGKILL when it does not go within 20 seconds times the machine's slowness. */
    @Override
    public void close() {
        machine.run(
                machine.patience(Duration.ofSeconds(30)),
                List.of(
                        "bash",
                        "-c",
                        """
                        test -e "$1/exit" && exit
                        kill -TERM "$2" 2>/dev/null
                        timeout "$3" tail --pid="$2" -f /dev/null || kill -KILL "$2" 2>/dev/null
                        """,
                        "ender",
                        directory,
                        Integer.toString(pid),
                        Long.toString(machine.patience(Duration.ofSeconds(20)).toSeconds())));
    }

    private static String readIfThere(Machine machine, String path) {
        return machine.sh("if test -e %1$s; then cat %1$s; fi".formatted(path)).strip();
    }
}
