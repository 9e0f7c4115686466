package io.offramp.e2e.service;

import io.offramp.client.ApiClient;
import io.offramp.client.api.CountersApi;
import io.offramp.client.api.HostApi;
import io.offramp.client.api.PairsApi;
import io.offramp.client.api.PollersApi;
import io.offramp.client.api.PortsApi;
import io.offramp.client.api.TapsApi;
import io.offramp.client.model.PairCounters;
import io.offramp.e2e.machine.BackgroundProcess;
import io.offramp.e2e.machine.Machine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The built backend, running on a machine. */
public final class Service implements AutoCloseable {
    private static final int PORT = 8080;
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private final Machine machine;
    private final int port;
    private final Map<String, String> environment;
    private final String stateDirectory;
    private final BackgroundProcess process;
    private final ApiClient client;
    private final Http http;

    private Service(
            Machine machine, int port, Map<String, String> environment, String stateDirectory, List<String> command) {
        this.machine = machine;
        this.port = port;
        this.environment = environment;
        this.stateDirectory = stateDirectory;
        this.process = machine.start("offramp-backend", environment, command);
        Built.awaitAnswer(machine, "service", address().resolve("/actuator/health"), process);
        String token = machine.read(stateDirectory + "/operator-token").strip();
        this.client = new ApiClient().setBasePath(address().toString());
        client.setBearerToken(token);
        this.http = new Http(address(), token, machine.patience(ANSWER_LIMIT));
    }

    /**
     * Starts {@code backend/target/offramp-backend.jar} and waits until it is healthy.
     *
     * @param machine where
     * @param ealArguments as {@code offramp.eal.arguments}
     * @param settings further settings as environment variables
     * @return the service, with the operator's token at hand
     * @throws AssertionError when it does not become healthy within a minute times the machine's slowness, with its log
     */
    public static Service start(Machine machine, String ealArguments, Map<String, String> settings) {
        return start(machine, PORT, ealArguments, settings);
    }

    /**
     * Starts {@code backend/target/offramp-backend.jar} on a TCP port of its own and waits until it is healthy.
     *
     * @param machine where
     * @param port the TCP port
     * @param ealArguments as {@code offramp.eal.arguments}
     * @param settings further settings as environment variables
     * @return the service, with the operator's token at hand
     * @throws AssertionError when it does not become healthy in time, with its log
     */
    public static Service start(Machine machine, int port, String ealArguments, Map<String, String> settings) {
        String state = machine.sh("mktemp --directory /tmp/offramp-state.XXXXXX");
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("OFFRAMP_EAL_ARGUMENTS", ealArguments);
        environment.put("OFFRAMP_STATE_DIRECTORY", state);
        environment.put("SERVER_PORT", Integer.toString(port));
        return new Service(machine, port, Map.copyOf(environment), state, command(machine));
    }

    /**
     * Starts it anew after its end, on the same TCP port with the same settings and state, so that its token still counts.
     *
     * @return the service that runs now
     * @throws AssertionError when it does not become healthy in time, with its log
     */
    public Service startAgain() {
        return startAgain(command(machine));
    }

    /**
     * As {@link #startAgain()}.
     *
     * @param command what starts it, see {@link QuickStart}
     * @return the service that runs now
     */
    public Service startAgain(List<String> command) {
        return new Service(machine, port, environment, stateDirectory, command);
    }

    static List<String> command(Machine machine) {
        Path java = Built.jdk().resolve("bin/java");
        Path jar = Built.jar("backend");
        if (machine.slowness() == 1) {
            return List.of(java.toString(), "-jar", jar.toString());
        }
        // A compiler's code is emulated once more: the quick compiler pays off (130 s of CPU time, not 213), the other
        // not.
        return List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar.toString());
    }

    /**
     * Waits for an answer of the API.
     *
     * @param answer what a method of the generated client returns
     * @param <T> its type
     * @return the answer
     * @throws org.springframework.web.reactive.function.client.WebClientResponseException when the API refuses
     */
    public <T> T get(Mono<T> answer) {
        @Nullable T value = answer.block(machine.patience(ANSWER_LIMIT));
        if (value == null) {
            throw new NoSuchElementException("the API's answer is empty");
        }
        return value;
    }

    /**
     * Waits for an answer without a body.
     *
     * @param answer what a method of the generated client returns
     */
    public void run(Mono<Void> answer) {
        answer.block(machine.patience(ANSWER_LIMIT));
    }

    /**
     * The machine that it runs on.
     *
     * @return the machine
     */
    public Machine machine() {
        return machine;
    }

    /**
     * Its process there.
     *
     * @return the running or ended process
     */
    public BackgroundProcess process() {
        return process;
    }

    /**
     * Where it answers.
     *
     * @return an HTTP base address without a path
     */
    public URI address() {
        return machine.reach(port);
    }

    /**
     * Its API as it is on the wire.
     *
     * @return without the generated client in between
     */
    public Http http() {
        return http;
    }

    /**
     * Where it keeps its state.
     *
     * @return a folder of the machine
     */
    public String stateDirectory() {
        return stateDirectory;
    }

    /**
     * {@code /host}.
     *
     * @return the generated client
     */
    public HostApi host() {
        return new HostApi(client);
    }

    /**
     * {@code /pollers}.
     *
     * @return the generated client
     */
    public PollersApi pollers() {
        return new PollersApi(client);
    }

    /**
     * {@code /ports}.
     *
     * @return the generated client
     */
    public PortsApi ports() {
        return new PortsApi(client);
    }

    /**
     * {@code /pairs}.
     *
     * @return the generated client
     */
    public PairsApi pairs() {
        return new PairsApi(client);
    }

    /**
     * {@code /taps}.
     *
     * @return the generated client
     */
    public TapsApi taps() {
        return new TapsApi(client);
    }

    /**
     * {@code /counters}.
     *
     * @return the generated client
     */
    public CountersApi counters() {
        return new CountersApi(client);
    }

    /**
     * The counters of one pair, now.
     *
     * @param pair its name
     * @return from {@code GET /counters}
     */
    public PairCounters counters(String pair) {
        return get(counters().getCounters()).getPairs().stream()
                .filter(counters -> counters.getName().equals(pair))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("GET /counters has no pair " + pair));
    }

    /** Ends it by SIGTERM, keeps its log in the module's {@code target} folder, and removes the taps that outlive it. */
    @Override
    public void close() {
        process.close();
        Built.keepLog(machine, "backend", process);
        ownTaps().forEach(tap -> machine.sh("ip link delete " + tap));
    }

    /**
     * The taps in the machine's own network namespace that bear this service's mark.
     *
     * @return their names, whether it runs or not
     */
    public List<String> ownTaps() {
        String owner = machine.read(stateDirectory + "/owner-id").strip();
        return machine.sh("ip -o link show")
                .lines()
                .filter(link -> link.contains("alias offramp:%s:".formatted(owner)))
                .map(link -> link.split("[ :@]+")[1])
                .toList();
    }
}
