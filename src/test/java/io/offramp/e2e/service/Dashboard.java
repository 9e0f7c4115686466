package io.offramp.e2e.service;

import io.offramp.e2e.machine.BackgroundProcess;
import io.offramp.e2e.machine.Machine;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The built frontend, running on a machine. */
public final class Dashboard implements AutoCloseable {
    /**
     * As {@code ./offramp run} starts it: nobody, without capabilities, with an environment of its own; jar and JDK are bound
     * to where nobody can read them, in a mount namespace that ends with the process.
     */
    private static final String STARTER = """
            run=$1 jdk=$2 jar=$3
            shift 3
            mkdir "$run/jdk" "$run/home"
            chmod 711 "$run"
            chown 65534:65534 "$run/home"
            touch "$run/frontend.jar"
            mount --bind "$jdk" "$run/jdk"
            mount --bind "$jar" "$run/frontend.jar"
            cd "$run/home"
            exec env -i PATH=/usr/bin:/bin LANG=C.UTF-8 HOME="$run/home" "$@" \\
              setpriv --reuid 65534 --regid 65534 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all \\
              "$run/jdk/bin/java" -jar "$run/frontend.jar"
            """;

    private final Machine machine;
    private final URI address;
    private final String directory;
    private final BackgroundProcess process;

    private Dashboard(Machine machine, int port, URI api) {
        this.machine = machine;
        this.address = machine.reach(port);
        this.directory = machine.sh("mktemp --directory /tmp/offramp-dashboard.XXXXXX");
        this.process = machine.start(
                "offramp-frontend",
                Map.of(),
                List.of(
                        "unshare",
                        "--mount",
                        "bash",
                        "-euc",
                        STARTER,
                        "frontend",
                        directory,
                        Built.jdk().toString(),
                        Built.jar("frontend").toString(),
                        "SERVER_PORT=" + port,
                        "OFFRAMP_API_URL=" + api));
        Built.awaitAnswer(machine, "dashboard", address, process);
    }

    /**
     * Starts {@code frontend/target/offramp-frontend.jar} and waits until it answers.
     *
     * @param machine where
     * @param port the TCP port that it listens on
     * @param api where the service is, without a path
     * @return the dashboard
     * @throws AssertionError when it does not answer within a minute times the machine's slowness, with its log
     */
    public static Dashboard start(Machine machine, int port, URI api) {
        return new Dashboard(machine, port, api);
    }

    /**
     * Where it answers.
     *
     * @return an HTTP base address without a path
     */
    public URI address() {
        return address;
    }

    /**
     * Its process.
     *
     * @return the running or ended process
     */
    public BackgroundProcess process() {
        return process;
    }

    /** Ends it by SIGTERM, and keeps its log in the module's {@code target} folder. */
    @Override
    public void close() {
        process.close();
        Built.keepLog(machine, "frontend", process);
        machine.sh("rm -rf " + directory);
    }
}
