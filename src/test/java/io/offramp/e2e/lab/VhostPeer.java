package io.offramp.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.e2e.machine.BackgroundProcess;
import io.offramp.e2e.machine.Guest;
import io.offramp.e2e.machine.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another DPDK process at the far end of a pair: dpdk-testpmd with a net_vhost port. */
public final class VhostPeer implements AutoCloseable {
    private static final Pattern SUM = Pattern.compile(
            "Accumulated forward statistics for all ports.*?RX-packets: (\\d+).*?TX-packets: (\\d+)", Pattern.DOTALL);

    private final Machine machine;
    private final BackgroundProcess testpmd;

    /**
     * What it has counted when it ended.
     *
     * @param received from the pair
     * @param sent to the pair
     */
    public record Count(long received, long sent) {}

    private VhostPeer(Machine machine, BackgroundProcess testpmd) {
        this.machine = machine;
        this.testpmd = testpmd;
    }

    /**
     * Starts one and waits until it forwards.
     *
     * @param machine where
     * @param socket the socket's path
     * @param client whether it connects to the socket, and does so again and again; else it makes it
     * @param forwardMode of testpmd: {@code icmpecho} answers ARP and ping, {@code macswap} sends everything back
     * @return the running process
     */
    public static VhostPeer start(Machine machine, String socket, boolean client, String forwardMode) {
        return start(
                machine,
                forwardMode,
                List.of(
                        "dpdk-testpmd",
                        "--no-huge",
                        "--no-shconf",
                        "-m",
                        "300",
                        "--vdev=net_vhost0,iface=%s,client=%d".formatted(socket, client ? 1 : 0)));
    }

    /**
     * Starts one that is a vDPA device's other half (VDUSE), and waits until it forwards. The device is still to be added,
     * by {@code vdpa dev add}.
     *
     * @param machine a guest of {@link Guest#bootTrixie}
     * @param device the name of the device
     * @param forwardMode see {@link #start(Machine, String, boolean, String)}
     * @return the running process
     */
    public static VhostPeer onVduse(Machine machine, String device, String forwardMode) {
        String tree = Guest.TRIXIE.toString();
        for (String folder : List.of("dev", "proc", "run", "sys")) {
            machine.sh("mountpoint -q %2$s/%1$s || mount --rbind /%1$s %2$s/%1$s".formatted(folder, tree));
        }
        return start(
                machine,
                forwardMode,
                List.of(
                        "chroot",
                        tree,
                        "dpdk-testpmd",
                        "--in-memory",
                        "-m",
                        "128",
                        // The service's poller is on the other one.
                        "--main-lcore=1",
                        "--vdev=net_vhost0,iface=/dev/vduse/%s,queues=1".formatted(device)));
    }

    private static VhostPeer start(Machine machine, String forwardMode, List<String> program) {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(
                "--no-pci",
                "--no-telemetry",
                "-l",
                "0,1",
                "--",
                "--forward-mode=" + forwardMode,
                "--stats-period=1",
                "--total-num-mbufs=8192"));
        BackgroundProcess testpmd = machine.start("vhost-peer", Map.of(), command);
        VhostPeer peer = new VhostPeer(machine, testpmd);
        await("testpmd's first statistics")
                .atMost(machine.patience(Duration.ofSeconds(15)))
                .until(testpmd::log, log -> log.contains("Port statistics"));
        return peer;
    }

    /** Kills it, as {@code kill -9} does. */
    public void kill() {
        testpmd.signal("KILL");
        testpmd.awaitExit(machine.patience(Duration.ofSeconds(5)));
    }

    /**
     * Ends it in good order.
     *
     * @return its sums
     */
    public Count end() {
        testpmd.signal("INT");
        testpmd.awaitExit(machine.patience(Duration.ofSeconds(5)));
        Matcher sum = SUM.matcher(testpmd.log());
        assertThat(sum.find())
                .as("testpmd's sum in its log:%n%s", testpmd.log())
                .isTrue();
        return new Count(Long.parseLong(sum.group(1)), Long.parseLong(sum.group(2)));
    }

    @Override
    public void close() {
        testpmd.close();
    }
}
