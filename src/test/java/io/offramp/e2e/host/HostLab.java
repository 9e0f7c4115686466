package io.offramp.e2e.host;

import static org.awaitility.Awaitility.await;

import io.offramp.client.model.Pair;
import io.offramp.client.model.PairCounters;
import io.offramp.client.model.PairRequest;
import io.offramp.client.model.TapRequest;
import io.offramp.e2e.lab.Peer;
import io.offramp.e2e.machine.LocalMachine;
import io.offramp.e2e.service.KernelLink;
import io.offramp.e2e.service.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The service on this machine with some peers, each on a port of its own. Names and networks are drawn, so that several
 * such labs and that of {@code ./offramp run} can be there at once.
 */
public final class HostLab implements AutoCloseable {
    private final LocalMachine machine = new LocalMachine();
    private final int id = ThreadLocalRandom.current().nextInt(0x1000, 0x10000);
    private final String prefix = "e%x".formatted(id);
    /** Of 198.18.0.0/15, which is for benchmarks of network devices (RFC 2544). */
    private final int network = ThreadLocalRandom.current().nextInt(250);

    private final List<Peer> peers = new ArrayList<>();
    private Service service;

    /**
     * Starts it.
     *
     * @param peers how many, each with a port {@code net_af_packet<n>}
     * @param moreEalArguments for example further virtual devices
     */
    public HostLab(int peers, String... moreEalArguments) {
        boolean started = false;
        try {
            List<String> eal = new ArrayList<>(List.of("--no-pci"));
            for (int i = 0; i < peers; i++) {
                String portEnd = prefix + "v" + i;
                Peer peer = Peer.onVeth(machine, prefix + "p" + i, portEnd);
                this.peers.add(peer);
                // No wait for duplicates: there is no third party.
                peer.sh("ip address add %s/24 dev eth0; ip address add %s/64 dev eth0 nodad"
                        .formatted(peerAddress4(i), peerAddress6(i)));
                eal.add("--vdev=%s,iface=%s".formatted(port(i), portEnd));
            }
            eal.addAll(List.of(moreEalArguments));
            this.service = Service.start(machine, freePort(), String.join(" ", eal), Map.of());
            started = true;
        } finally {
            if (!started) {
                this.peers.forEach(Peer::close);
            }
        }
    }

    /**
     * This machine.
     *
     * @return it
     */
    public LocalMachine machine() {
        return machine;
    }

    /**
     * The running backend.
     *
     * @return the one that was started last
     */
    public Service service() {
        return service;
    }

    /**
     * What is at the other end of a port's cable.
     *
     * @param i from 0
     * @return the peer of the i-th port
     */
    public Peer peer(int i) {
        return peers.get(i);
    }

    /**
     * The name of a port.
     *
     * @param i from 0
     * @return what DPDK calls it
     */
    public static String port(int i) {
        return "net_af_packet" + i;
    }

    /**
     * The name of the pair on a port and of its tap.
     *
     * @param i from 0
     * @return a name that no other lab has
     */
    public String name(int i) {
        return prefix + "t" + i;
    }

    /**
     * An address for a tap, in a network with its peer's.
     *
     * @param i from 0
     * @return an IPv4 address
     */
    public String tapAddress4(int i) {
        return "198.18.%d.1".formatted(network + i);
    }

    /**
     * The address of a peer.
     *
     * @param i from 0
     * @return an IPv4 address
     */
    public String peerAddress4(int i) {
        return "198.18.%d.2".formatted(network + i);
    }

    /**
     * An address for a tap, in a network with its peer's.
     *
     * @param i from 0
     * @return an IPv6 address
     */
    public String tapAddress6(int i) {
        return "2001:db8:%x:%x::1".formatted(id, network + i);
    }

    /**
     * The address of a peer.
     *
     * @param i from 0
     * @return an IPv6 address
     */
    public String peerAddress6(int i) {
        return "2001:db8:%x:%x::2".formatted(id, network + i);
    }

    /**
     * Creates the pair on a port, with addresses.
     *
     * @param i from 0
     * @return the pair
     */
    public Pair createPair(int i) {
        return createPair(i, true);
    }

    /**
     * Creates the pair on a port, with addresses.
     *
     * @param i from 0
     * @param persistent whether its tap outlives the service
     * @return the pair
     */
    public Pair createPair(int i, boolean persistent) {
        return service.get(service.pairs().createPair(request(i, persistent)));
    }

    /**
     * What {@link #createPair(int, boolean)} asks for.
     *
     * @param i from 0
     * @param persistent whether the tap outlives the service
     * @return the request
     */
    public PairRequest request(int i, boolean persistent) {
        return new PairRequest()
                .name(name(i))
                .port(port(i))
                .tap(new TapRequest()
                        .persistent(persistent)
                        .addresses(List.of(tapAddress4(i) + "/24", tapAddress6(i) + "/64")));
    }

    /**
     * The pair on a port.
     *
     * @param i from 0
     * @return as it is now
     */
    public Pair pair(int i) {
        return service.get(service.pairs().getPair(name(i)));
    }

    /**
     * The counters of the pair on a port.
     *
     * @param i from 0
     * @return as they are now
     */
    public PairCounters counters(int i) {
        return service.counters(name(i));
    }

    /**
     * Waits until a peer's pings are answered: neighbours get known, and an IPv6 address proves to be the only one.
     *
     * @param i from 0
     * @param address whom it pings
     */
    public void awaitAnswer(int i, String address) {
        await("the first answer of " + address)
                .atMost(Duration.ofSeconds(15))
                .until(() -> peer(i).ping(address, 1, Duration.ofMillis(10)).received() == 1);
    }

    /**
     * The network interfaces of this machine.
     *
     * @return their names
     */
    public List<String> interfaces() {
        return KernelLink.all(machine).stream().map(KernelLink::name).toList();
    }

    /**
     * A TCP port that nobody listens on.
     *
     * @return its number
     */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the service anew after its end, with its state: its pairs come back with it. */
    public void startServiceAgain() {
        service = service.startAgain();
    }

    /**
     * As {@link #startServiceAgain()}.
     *
     * @param command what starts it
     */
    public void startServiceAgain(List<String> command) {
        service = service.startAgain(command);
    }

    @Override
    public void close() {
        // A final name, as the resource of a try must have.
        Service last = service;
        try (last) {
            peers.forEach(Peer::close);
        }
    }
}
