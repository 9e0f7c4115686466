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
final class HostLab implements AutoCloseable {
    private final LocalMachine machine = new LocalMachine();
    private final int id = ThreadLocalRandom.current().nextInt(0x1000, 0x10000);
    private final String prefix = "e%x".formatted(id);
    /** Of 198.18.0.0/15, which is for benchmarks of network devices (RFC 2544). */
    private final int network = ThreadLocalRandom.current().nextInt(250);

    private final List<Peer> peers = new ArrayList<>();
    private final Service service;

    /**
     * Starts it.
     *
     * @param peers how many, each with a port {@code net_af_packet<n>}
     * @param moreEalArguments for example further virtual devices
     */
    HostLab(int peers, String... moreEalArguments) {
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

    LocalMachine machine() {
        return machine;
    }

    Service service() {
        return service;
    }

    Peer peer(int i) {
        return peers.get(i);
    }

    static String port(int i) {
        return "net_af_packet" + i;
    }

    /** Of the pair on the i-th port and of its tap. */
    String name(int i) {
        return prefix + "t" + i;
    }

    String tapAddress4(int i) {
        return "198.18.%d.1".formatted(network + i);
    }

    String peerAddress4(int i) {
        return "198.18.%d.2".formatted(network + i);
    }

    String tapAddress6(int i) {
        return "2001:db8:%x:%x::1".formatted(id, network + i);
    }

    String peerAddress6(int i) {
        return "2001:db8:%x:%x::2".formatted(id, network + i);
    }

    /** Creates the pair on the i-th port, with addresses. */
    Pair createPair(int i) {
        return service.get(service.pairs()
                .createPair(new PairRequest()
                        .name(name(i))
                        .port(port(i))
                        .tap(new TapRequest().addresses(List.of(tapAddress4(i) + "/24", tapAddress6(i) + "/64")))));
    }

    /** The pair on the i-th port as it is now. */
    Pair pair(int i) {
        return service.get(service.pairs().getPair(name(i)));
    }

    /** The counters of the pair on the i-th port, now. */
    PairCounters counters(int i) {
        return service.counters(name(i));
    }

    /** Waits until the i-th peer's pings are answered: neighbours get known, and an IPv6 address proves to be the only one. */
    void awaitAnswer(int i, String address) {
        await("the first answer of " + address)
                .atMost(Duration.ofSeconds(15))
                .until(() -> peer(i).ping(address, 1, Duration.ofMillis(10)).received() == 1);
    }

    /** Names of all network interfaces of this machine. */
    List<String> interfaces() {
        return KernelLink.all(machine).stream().map(KernelLink::name).toList();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (service) {
            peers.forEach(Peer::close);
        }
    }
}
