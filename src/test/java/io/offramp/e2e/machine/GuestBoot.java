package io.offramp.e2e.machine;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A run of {@code src/test/guest/boot}: the process, its folder, its forwarded ports and its console. */
final class GuestBoot implements AutoCloseable {
    private static final Duration BOOT_LIMIT = Duration.ofSeconds(180);
    private static final Duration LIFE_LIMIT = Duration.ofMinutes(20);

    private final Progress progress = new Progress("guest: kernel booting");
    private final Path directory;
    private final Path console;
    private final Map<Integer, Integer> forwards = new TreeMap<>();
    private final Process process;

    /**
     * Starts to boot a guest.
     *
     * @param name of the file that its console is kept in
     * @param options further ones of {@code boot}
     * @param ports those of its TCP ports that are forwarded
     */
    GuestBoot(Path root, String name, List<String> options, int... ports) throws IOException {
        // Sockets have short paths, and a repository may lie deep.
        directory = Files.createTempDirectory(Path.of("/tmp"), "offramp-guest.");
        console = Files.createDirectories(root.resolve("src/test/target")).resolve(name + "-console.log");
        List<String> command = new ArrayList<>(List.of(
                root.resolve("src/test/guest/boot").toString(),
                "--until-stdin-ends",
                "--directory",
                directory.toString(),
                "--time-limit",
                Long.toString(LIFE_LIMIT.toSeconds())));
        command.addAll(options);
        for (int port : ports) {
            int free = freePort();
            forwards.put(port, free);
            command.addAll(List.of("--forward", free + ":" + port));
        }
        process = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
    }

    /** Waits until the guest executes commands, with a line every few seconds. */
    AgentChannel awaitAgent() throws IOException {
        Path socket = directory.resolve("agent.sock");
        await(() -> Files.exists(socket));
        AgentChannel agent = new AgentChannel(socket);
        Future<?> answer = agent.execute(BOOT_LIMIT, List.of("true"));
        await(answer::isDone);
        progress.done("guest: up");
        return agent;
    }

    private void await(Callable<Boolean> condition) {
        ConditionFactory wait = Awaitility.await("the guest's command channel")
                .atMost(BOOT_LIMIT)
                .failFast("QEMU has ended", () -> !process.isAlive())
                .conditionEvaluationListener(evaluated -> progress.report());
        try {
            wait.until(condition);
        } catch (RuntimeException e) {
            throw new IllegalStateException("the guest did not come up; " + consoleTail(), e);
        }
    }

    /** Ports of this machine by the guest's port that they lead to. */
    Map<Integer, Integer> forwards() {
        return forwards;
    }

    /** The folder that the guest has as {@code /mnt/share}. */
    Path share() {
        return directory.resolve("share");
    }

    /** Tells QEMU's monitor a command that has no answer, and waits until it has been carried out. */
    void monitor(String command) throws IOException {
        try (SocketChannel socket = SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("monitor.sock")));
                BufferedReader answer = new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(socket), StandardCharsets.US_ASCII));
                Writer request = new OutputStreamWriter(Channels.newOutputStream(socket), StandardCharsets.US_ASCII)) {
            awaitPrompt(answer);
            request.write(command + "\n");
            request.flush();
            String said = awaitPrompt(answer);
            if (said.contains("rror") || said.contains("unknown")) {
                throw new IOException("QEMU's monitor, told %s, said: %s".formatted(command, said));
            }
        }
    }

    private static String awaitPrompt(BufferedReader monitor) throws IOException {
        StringBuilder said = new StringBuilder();
        while (said.indexOf("(qemu) ") < 0) {
            int next = monitor.read();
            if (next < 0) {
                throw new IOException("QEMU's monitor ended after: " + said);
            }
            said.append((char) next);
        }
        return said.toString();
    }

    /** Waits for the guest's end; whether it powered off in order. */
    boolean awaitPowerOff(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toSeconds(), SECONDS) && process.exitValue() == 0;
    }

    /** The end of the console for a message. */
    String consoleTail() {
        try (Stream<String> lines = Files.lines(console, StandardCharsets.ISO_8859_1)) {
            List<String> all = lines.toList();
            return "the end of %s:%n%s"
                    .formatted(console, String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends QEMU at once when it still runs, by the script's own clean-up, and deletes the folder. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(30, SECONDS).join();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + directory, e);
        }
    }

    /** Free a moment ago; QEMU cannot choose one and tell. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
