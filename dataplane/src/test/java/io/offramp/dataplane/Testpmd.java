package io.offramp.dataplane;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A vhost-user peer: dpdk-testpmd with a net_vhost port that sends back whatever it receives. */
final class Testpmd implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Process process;
    private final Path log;

    private Testpmd(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts one.
     *
     * @param part {@code client=1} when the pair is the server, else {@code client=0}
     */
    static Testpmd start(Path socket, String part, Path folder) throws IOException {
        Path log = Files.createTempFile(folder, "testpmd", ".log");
        List<String> command = new ArrayList<>(
                List.of("dpdk-testpmd", "-l", "0,1", "--no-huge", "--no-shconf", "--no-pci", "-m", "300"));
        command.add("--vdev=net_vhost0,iface=%s,%s".formatted(socket, part));
        command.addAll(List.of(
                "--", "-i", "--total-num-mbufs=8192", "--forward-mode=macswap", "--no-lsc-interrupt", "--auto-start"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Testpmd testpmd = new Testpmd(process, log);
        await("testpmd's prompt").atMost(SOON).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError(Files.readString(log));
            }
            return Files.readString(log).contains("testpmd>");
        });
        return testpmd;
    }

    /** What it has received and sent so far. */
    String log() throws IOException {
        return Files.readString(log);
    }

    Process process() {
        return process;
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
