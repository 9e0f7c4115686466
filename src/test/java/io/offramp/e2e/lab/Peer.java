package io.offramp.e2e.lab;

import io.offramp.e2e.machine.BackgroundProcess;
import io.offramp.e2e.machine.Execution;
import io.offramp.e2e.machine.Machine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A network namespace with one interface, whose cable ends in a DPDK port. */
public final class Peer implements AutoCloseable {
    private final Machine machine;
    private final String namespace;
    private final String device;
    private final String undo;

    private Peer(Machine machine, String namespace, String device, String undo) {
        this.machine = machine;
        this.namespace = namespace;
        this.device = device;
        this.undo = undo;
    }

    /**
     * Makes a veth pair: one end in a new namespace, the other for a {@code net_af_packet} port.
     *
     * @param machine where
     * @param namespace the new namespace's name
     * @param portEnd the name of the other end, which stays in the machine's namespace
     * @return the peer, its end {@code eth0} up, without addresses
     */
    public static Peer onVeth(Machine machine, String namespace, String portEnd) {
        // The port's end must be DPDK's alone: the kernel would answer ARP there for the tap's address, and send what
        // IPv6
        // sends of itself. DPDK takes frames as they are, so the peer must not leave checksums to a NIC.
        machine.sh("""
                ip netns add %1$s
                ip link add %2$s type veth peer name eth0 netns %1$s
                echo 1 >/proc/sys/net/ipv6/conf/%2$s/disable_ipv6
                ip link set dev %2$s arp off up
                ip netns exec %1$s ethtool -K eth0 tx off >/dev/null
                ip -n %1$s link set dev eth0 up
                """.formatted(namespace, portEnd));
        return new Peer(machine, namespace, "eth0", "ip link delete %s".formatted(portEnd));
    }

    /**
     * Moves an interface of the machine into a new namespace.
     *
     * @param machine where
     * @param namespace the new namespace's name
     * @param device the interface
     * @return the peer, its interface up, without addresses
     */
    public static Peer onInterface(Machine machine, String namespace, String device) {
        machine.sh("""
                ip netns add %1$s
                ip link set dev %2$s netns %1$s
                ip -n %1$s link set dev %2$s up
                """.formatted(namespace, device));
        return new Peer(machine, namespace, device, "ip -n %s link set dev %s netns 1".formatted(namespace, device));
    }

    /**
     * Runs a bash script in the namespace, as {@link Machine#sh} does.
     *
     * @param script its text
     * @return its standard output
     */
    public String sh(String script) {
        return machine.sh(
                "exec ip netns exec %s bash -euo pipefail -c '%s'".formatted(namespace, script.replace("'", "'\\''")));
    }

    /**
     * Runs a command in the namespace to its end.
     *
     * @param limit how long it may take, in the machine's own time
     * @param command the program and its arguments
     * @return how it ended
     */
    public Execution run(Duration limit, List<String> command) {
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        inside.addAll(command);
        return machine.run(limit, inside);
    }

    /**
     * Gives its interface an address, and no IPv6, so that nothing but the test's own traffic leaves it.
     *
     * @param cidr an IPv4 address with its prefix length
     * @return this
     */
    public Peer quietWith(String cidr) {
        sh("echo 1 >/proc/sys/net/ipv6/conf/%1$s/disable_ipv6; ip address add %2$s dev %1$s".formatted(device, cidr));
        return this;
    }

    /**
     * Names a neighbour for good, so that no ARP is needed.
     *
     * @param address its IPv4 address
     * @param mac its MAC address
     */
    public void neighbour(String address, String mac) {
        sh("ip neighbour replace %s lladdr %s nud permanent dev %s".formatted(address, mac, device));
    }

    /**
     * The MAC address of its interface.
     *
     * @return in colon notation
     */
    public String mac() {
        return sh("cat /sys/class/net/%s/address".formatted(device));
    }

    /**
     * Pings, and waits for the last reply.
     *
     * @param address whom
     * @param count echo requests to send
     * @param interval time between two of them
     * @return how many were sent and answered
     */
    public Ping ping(String address, int count, Duration interval) {
        Duration limit = interval.multipliedBy(count).plus(Duration.ofSeconds(5));
        return Ping.parse(machine.run(machine.patience(limit), pingCommand(address, count, interval))
                .stdout());
    }

    /**
     * Starts to ping in the background; {@link #summary} tells how it went.
     *
     * @param address whom
     * @param count echo requests to send
     * @param interval time between two of them
     * @return the running {@code ping}
     */
    public BackgroundProcess startPing(String address, int count, Duration interval) {
        return machine.start("ping-" + namespace, Map.of(), pingCommand(address, count, interval));
    }

    /**
     * Waits for the end of a ping in the background.
     *
     * @param ping what {@link #startPing} started
     * @param limit how long to wait at most, in the machine's own time
     * @return how many were sent and answered
     */
    public static Ping summary(BackgroundProcess ping, Duration limit) {
        ping.awaitExit(limit);
        return Ping.parse(ping.log());
    }

    private List<String> pingCommand(String address, int count, Duration interval) {
        String seconds = "%d.%03d".formatted(interval.toSeconds(), interval.toMillisPart());
        return List.of(
                "ip",
                "netns",
                "exec",
                namespace,
                "ping",
                "-n",
                "-q",
                "-W",
                "2",
                "-c",
                Integer.toString(count),
                "-i",
                seconds,
                address);
    }

    /** Removes the namespace, and the veth pair or the move. */
    @Override
    public void close() {
        machine.sh("%s; ip netns delete %s".formatted(undo, namespace));
    }
}
