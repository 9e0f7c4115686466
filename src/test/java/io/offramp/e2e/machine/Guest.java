package io.offramp.e2e.machine;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * A machine with Debian's kernel and a real {@code /dev/vhost-net}, emulated by QEMU ({@code src/test/guest/boot}). Its
 * root filesystem is this machine's, read-only under a RAM overlay; its NICs are described by {@code boot --help}. The
 * guest ends with the JVM, however that ends.
 */
public final class Guest implements Machine {
    /** A root filesystem of Debian 13's packages, which {@code ./offramp test} makes: for its kernel and its DPDK. */
    public static final Path TRIXIE = Path.of("/opt/offramp/trixie");

    private final String name;
    private final GuestBoot boot;
    private final AgentChannel agent;

    private Guest(String name, GuestBoot boot, AgentChannel agent) {
        this.name = name;
        this.boot = boot;
        this.agent = agent;
    }

    /**
     * Boots a guest and waits until it executes commands. Prints its progress.
     *
     * @param root the repository's root folder
     * @return the running guest
     * @throws IllegalStateException when it does not come up within three minutes, with the end of its console
     */
    public static Guest boot(Path root) {
        return boot(root, "guest", List.of());
    }

    /**
     * As {@link #boot(Path)}, but with the kernel in {@link #TRIXIE}, which has VDUSE.
     *
     * @param root the repository's root folder
     * @return the running guest
     * @throws IllegalStateException when it does not come up, as without that tree
     */
    public static Guest bootTrixie(Path root) {
        return boot(root, "guest-trixie", List.of("--kernel-from", TRIXIE.toString()));
    }

    private static Guest boot(Path root, String name, List<String> options) {
        try {
            GuestBoot boot = new GuestBoot(root, name, options, 8080, 8081);
            try {
                return new Guest(name, boot, boot.awaitAgent());
            } catch (IOException | RuntimeException e) {
                boot.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot boot the guest", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int slowness() {
        return 10;
    }

    @Override
    public URI reach(int port) {
        Integer forwarded = boot.forwards().get(port);
        if (forwarded == null) {
            throw new IllegalArgumentException("port %d of the guest is not forwarded, only %s"
                    .formatted(port, boot.forwards().keySet()));
        }
        return URI.create("http://127.0.0.1:" + forwarded);
    }

    @Override
    public Execution run(Duration limit, List<String> command) {
        try {
            // The guest keeps the limit; what is added is for the channel.
            AgentChannel.Answer answer =
                    agent.execute(limit, command).get(limit.plusSeconds(30).toMillis(), MILLISECONDS);
            return new Execution(command, answer.exitCode(), answer.stdout(), answer.stderr());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command.getFirst() + " ran in the guest", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "the guest gave no answer to %s; %s".formatted(String.join(" ", command), boot.consoleTail()), e);
        }
    }

    @Override
    public void copy(Path file, String path) {
        try {
            Files.copy(file, boot.share().resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy " + file + " to the guest", e);
        }
        run(patience(Duration.ofSeconds(10)), List.of("mv", "/mnt/share/" + file.getFileName(), path))
                .expectSuccess();
    }

    /**
     * Pulls the cable of a NIC out, or puts it in.
     *
     * @param nic its name in {@code boot --help}
     * @param plugged whether it shall be in
     */
    public void cable(String nic, boolean plugged) {
        try {
            boot.monitor("set_link %s %s".formatted(nic, plugged ? "on" : "off"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot reach the cable of " + nic, e);
        }
    }

    /**
     * Powers the guest off.
     *
     * @throws IllegalStateException when it did not end in order, with the end of its console
     */
    @Override
    public void close() {
        try (boot) {
            run(patience(Duration.ofSeconds(2)), List.of("kill", "-TERM", "1")).expectSuccess();
            if (!boot.awaitPowerOff(patience(Duration.ofSeconds(3)))) {
                throw new IllegalStateException("the guest did not power off in order; " + boot.consoleTail());
            }
            agent.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the guest powered off", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the guest's command channel", e);
        }
    }
}
