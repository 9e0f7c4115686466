package io.offramp.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.client.model.Backend;
import io.offramp.client.model.Condition;
import io.offramp.client.model.Host;
import io.offramp.client.model.LedgerVerdict;
import io.offramp.client.model.Memory;
import io.offramp.client.model.Pair;
import io.offramp.client.model.PairLedger;
import io.offramp.client.model.PairRequest;
import io.offramp.client.model.PairState;
import io.offramp.client.model.PairStatus;
import io.offramp.client.model.Port;
import io.offramp.client.model.PortRequest;
import io.offramp.client.model.Tap;
import io.offramp.client.model.TapChange;
import io.offramp.client.model.TapRequest;
import io.offramp.client.model.VhostWorker;
import io.offramp.e2e.lab.Peer;
import io.offramp.e2e.lab.Ping;
import io.offramp.e2e.machine.BackgroundProcess;
import io.offramp.e2e.machine.Guest;
import io.offramp.e2e.machine.GuestResource;
import io.offramp.e2e.service.Answer;
import io.offramp.e2e.service.Descriptors;
import io.offramp.e2e.service.KernelLink;
import io.offramp.e2e.service.LedgerWatch;
import io.offramp.e2e.service.PairReadings;
import io.offramp.e2e.service.Scrape;
import io.offramp.e2e.service.Service;
import io.offramp.e2e.service.Unprivileged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * The exception path on a real {@code /dev/vhost-net}, driven by the REST API of the built jar: what the DPDK how-to does by
 * hand, and what it cannot do. One service start serves all tests, in order, since a start takes long on an emulated CPU.
 */
@Tag("guest")
@Timeout(300)
@ExtendWith(GuestResource.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VhostNetTest {
    private static final String PCI_PORT = "0000:00:05.0";
    private static final Duration PING_INTERVAL = Duration.ofMillis(5);

    private Guest guest;
    private Peer peer0;
    private Peer peer1;
    private Peer wire;
    private Service service;
    private LedgerWatch ledgers;

    @BeforeAll
    void startTheService(Guest guest) {
        this.guest = guest;
        // Taps without IPv6 send nothing of themselves: what is counted is what the tests sent.
        guest.sh("echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6");
        peer0 = Peer.onVeth(guest, "peer0", "cable0").quietWith("192.0.2.2/24");
        peer1 = Peer.onVeth(guest, "peer1", "cable1").quietWith("198.51.100.2/24");
        wire = Peer.onInterface(guest, "wire", "lan0").quietWith("203.0.113.2/24");
        guest.sh("dpdk-devbind.py --bind=vfio-pci " + PCI_PORT);
        service = Service.start(
                guest,
                "--vdev=net_af_packet0,iface=cable0 --vdev=net_af_packet1,iface=cable1 -a " + PCI_PORT,
                Map.of("OFFRAMP_POLLERS_LCORES", "1"));
        ledgers = LedgerWatch.of(service, "PT0.5S");
    }

    @AfterAll
    void stopTheService() {
        ledgers.close();
        service.close();
        List.of(wire, peer1, peer0).forEach(Peer::close);
    }

    @Test
    @Order(1)
    void aTapAppearsDownWithTheGivenNameAndMacAndComesUpByNetlink() {
        Pair pair = service.get(service.pairs()
                .createPair(new PairRequest()
                        .name("exc0")
                        .port("net_af_packet0")
                        .tap(new TapRequest()
                                .name("exc0")
                                .mac("02:00:00:00:00:01")
                                .up(false)
                                .addresses(List.of("192.0.2.1/24")))));

        assertThat(pair.getStatus().getBackend()).isEqualTo(Backend.VHOST_NET);
        assertThat(pair.getStatus().getState()).isEqualTo(PairState.FORWARDING);
        KernelLink down = KernelLink.named(guest, "exc0");
        assertThat(down.mac()).isEqualTo("02:00:00:00:00:01");
        assertThat(down.up()).isFalse();

        Tap tap = service.get(service.taps().changeTap("exc0", new TapChange().up(true)));

        assertThat(tap.getUp()).isTrue();
        assertThat(tap.getAddresses()).contains("192.0.2.1/24");
        KernelLink up = KernelLink.named(guest, "exc0");
        assertThat(up.up()).isTrue();
        assertThat(up.carrier()).isTrue();
        introduce(peer0, "192.0.2.2", "exc0", "192.0.2.1");
    }

    @Test
    @Order(2)
    void theCountersOfApiDpdkAndKernelAgreePacketForPacket() {
        PairReadings before = PairReadings.of(service, "exc0");

        Ping ping = peer0.ping("192.0.2.1", 1000, PING_INTERVAL);

        assertThat(ping).isEqualTo(new Ping(1000, 1000));
        expectCounted(before, 1000, 1000);
    }

    @Test
    @Order(3)
    void twoPortsGiveTwoTapsThatNeverMix() {
        createPair("exc1", "net_af_packet1", "198.51.100.1/24");
        introduce(peer1, "198.51.100.2", "exc1", "198.51.100.1");
        PairReadings before0 = PairReadings.of(service, "exc0");
        PairReadings before1 = PairReadings.of(service, "exc1");

        assertThat(peer0.ping("192.0.2.1", 300, PING_INTERVAL)).isEqualTo(new Ping(300, 300));
        expectCounted(before0, 300, 300);
        expectCounted(before1, 0, 0);

        assertThat(peer1.ping("198.51.100.1", 200, PING_INTERVAL)).isEqualTo(new Ping(200, 200));
        expectCounted(before0, 300, 300);
        expectCounted(before1, 200, 200);
    }

    @Test
    @Order(4)
    void aSeparateDpdkProcessReceivesFromTheTapWhatWasSent() {
        PairReadings before = PairReadings.of(service, "exc0");
        // Nobody has this address: the kernel drops the requests behind the tap, so that only one way is counted.
        peer0.neighbour("192.0.2.99", "02:00:00:00:00:01");
        try (BackgroundProcess testpmd = guest.start(
                "testpmd",
                Map.of(),
                List.of(
                        "dpdk-testpmd",
                        "--in-memory",
                        "--no-pci",
                        "--no-telemetry",
                        "-l",
                        "0,1",
                        "--main-lcore=1",
                        "--vdev=net_af_packet0,iface=exc0",
                        "--",
                        "--forward-mode=rxonly",
                        "--stats-period=1",
                        "--total-num-mbufs=4096"))) {
            await("testpmd's first statistics")
                    .atMost(guest.patience(Duration.ofSeconds(6)))
                    .until(testpmd::log, log -> log.contains("Port statistics"));

            assertThat(peer0.ping("192.0.2.99", 500, PING_INTERVAL)).isEqualTo(new Ping(500, 0));
            expectCounted(before, 500, 0);

            testpmd.signal("INT");
            testpmd.awaitExit(guest.patience(Duration.ofSeconds(3)));
            assertThat(receivedByTestpmd(testpmd.log())).isEqualTo(500);
            System.out.println("a separate testpmd on exc0 received 500 of 500 packets");
        }
        // When it starts, net_af_packet sets the MAC address that the tap has; the kernel then forgets its neighbours.
        introduce(peer0, "192.0.2.2", "exc0", "192.0.2.1");
    }

    @Test
    @Order(5)
    void aPciPortBehindTheIommuIsUsedByItsAddress() {
        assertThat(driverOfNic()).isEqualTo("vfio-pci");

        Pair pair = createPair("pci0", PCI_PORT, "203.0.113.1/24");

        assertThat(pair.getStatus().getBackend()).isEqualTo(Backend.VHOST_NET);
        introduce(wire, "203.0.113.2", "pci0", "203.0.113.1");
        PairReadings before = PairReadings.of(service, "pci0");
        assertThat(wire.ping("203.0.113.1", 500, PING_INTERVAL)).isEqualTo(new Ping(500, 500));
        expectCounted(before, 500, 500);
    }

    @Test
    @Order(6)
    void aPulledCableTakesTheTapsCarrierAway() {
        assertThat(KernelLink.named(guest, "pci0").carrier()).isTrue();
        String speed = guest.sh("ethtool pci0 | grep Speed");
        long start = System.nanoTime();

        guest.cable("nic0", false);

        awaitCarrier("pci0", false);
        System.out.printf("the tap lost its carrier %.1f s after the cable%n", (System.nanoTime() - start) / 1e9);
        assertThat(service.get(service.ports().getPort(PCI_PORT)).getLink().getUp())
                .isFalse();
        // The address stays: it is the link that is down, not the interface.
        assertThat(guest.sh("ip -o -4 address show dev pci0")).contains("203.0.113.1/24");

        guest.cable("nic0", true);

        awaitCarrier("pci0", true);
        assertThat(guest.sh("ethtool pci0 | grep Speed")).isEqualTo(speed).contains("1000Mb/s");
        assertThat(wire.ping("203.0.113.1", 50, PING_INTERVAL)).isEqualTo(new Ping(50, 50));
    }

    @Test
    @Order(7)
    void deletingAPairLosesNoPacketOfAnother() {
        PairReadings before = PairReadings.of(service, "exc0");
        long sofar = service.counters("exc0").getToKernel().getRxPackets();
        Pair doomed = service.get(service.pairs().getPair("exc1"));
        try (BackgroundProcess ping = peer0.startPing("192.0.2.1", 1000, PING_INTERVAL)) {
            await("traffic of exc0")
                    .atMost(guest.patience(Duration.ofSeconds(2)))
                    .until(() -> service.counters("exc0").getToKernel().getRxPackets() > sofar + 50);

            service.run(service.pairs().deletePair("exc1", null));

            assertThat(ping.isRunning())
                    .as("traffic at the time of the deletion")
                    .isTrue();
            assertThat(interfaceNames()).contains("exc0").doesNotContain("exc1");
            assertThat(portNames())
                    .contains("net_af_packet1")
                    .doesNotContain(doomed.getStatus().getVirtioUserPort());
            assertThat(Peer.summary(ping, guest.patience(Duration.ofSeconds(6))))
                    .isEqualTo(new Ping(1000, 1000));
        }
        expectCounted(before, 1000, 1000);
    }

    @Test
    @Order(8)
    void fiftyRoundsOfCreatingAndDeletingLeakNothing() {
        // What the JVM and DPDK load and open once is there after a few rounds.
        createAndDelete(3);
        int pid = service.process().pid();
        List<String> ports = portNames();
        List<String> interfaces = interfaceNames();
        Memory memory = service.get(service.host().getHost()).getMemory();
        Map<String, Integer> descriptors = Descriptors.of(guest, pid);

        createAndDelete(50);

        assertThat(portNames()).isEqualTo(ports);
        assertThat(interfaceNames()).isEqualTo(interfaces);
        Host host = service.get(service.host().getHost());
        assertThat(host.getMemory()).isEqualTo(memory);
        assertThat(Descriptors.of(guest, pid)).isEqualTo(descriptors);
        System.out.printf(
                "50 rounds: %d descriptors, %d ports, %d bytes of DPDK's heap and %d free mempools before and after%n",
                descriptors.values().stream().mapToInt(Integer::intValue).sum(),
                ports.size(),
                memory.getHeapUsedBytes(),
                memory.getMempoolsFree());
    }

    @Test
    @Order(9)
    void theKernelsThreadOfEachQueueIsToldAndCanBeMovedAwayFromThePoller() {
        service.get(service.ports().plugPort(new PortRequest().devargs("net_null9")));
        Pair flood = service.get(service.pairs()
                .createPair(new PairRequest().name("flood").port("net_null9").queues(2)));
        List<VhostWorker> workers = flood.getStatus().getVhostWorkers();
        assertThat(workers).extracting(VhostWorker::getQueue).containsExactly(0, 1);
        assertThat(Stream.concat(workers.stream(), workers("exc0").stream()))
                .extracting(VhostWorker::getTid)
                .doesNotHaveDuplicates()
                .hasSize(3)
                .allSatisfy(tid ->
                        assertThat(guest.read("/proc/%d/comm".formatted(tid))).matches("vhost-\\d+\n"));
        int tid = workers.getFirst().getTid();
        String series = "offramp_vhost_worker_cpu_seconds_total{pair=\"flood\",queue=\"0\"}";

        // net_null receives without end, so the kernel has all that it can take.
        await("load on both queues")
                .atMost(guest.patience(Duration.ofSeconds(3)))
                .untilAsserted(() -> assertThat(workers("flood"))
                        .extracting(VhostWorker::getLoad)
                        .allSatisfy(load -> assertThat(load).isBetween(5.0, 100.0)));
        double before = kernelsCpuSeconds(tid);
        assertThat(Scrape.of(service).value(series)).isBetween(before, kernelsCpuSeconds(tid));
        System.out.println("vhost workers of a flooded pair with two queues: " + workers("flood"));

        PairLedger ledger = service.get(service.pairs().getPairLedger("flood", 5));
        System.out.println(ledger.getSentence() + "\n" + ledger.getRemedy());
        assertThat(ledger.getVerdict()).isEqualTo(LedgerVerdict.LOSS);
        assertThat(ledger.getSentence())
                .contains("% dropped on the way to the kernel: virtio ring full")
                .contains("vhost worker");

        guest.sh("taskset -pc 1 " + tid);
        JsonNode check = awaitWorkerCheck("WARN");
        assertThat(check.path("finding").asString()).contains("queue 0 of flood on lcore 1");
        assertThat(check.path("remedy").asString()).contains("taskset -pc 0 " + tid);
        guest.sh(check.path("remedy").asString());
        awaitWorkerCheck("PASS");
        assertThat(workers("flood").getFirst().getCpus()).containsExactly(0);

        service.run(service.pairs().deletePair("flood", null));
        service.run(service.ports().unplugPort("net_null9"));
        assertThat(Scrape.of(service).text()).doesNotContain("pair=\"flood\"");
        assertThat(interfaceNames()).doesNotContain("flood");
    }

    private List<VhostWorker> workers(String pair) {
        return service.get(service.pairs().getPair(pair)).getStatus().getVhostWorkers();
    }

    /** By proc(5): fields 14 and 15, in hundredths of a second; the thread's name has no blank. */
    private double kernelsCpuSeconds(int tid) {
        String[] fields = guest.read("/proc/%1$d/task/%1$d/stat".formatted(tid)).split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / 100.0;
    }

    private JsonNode awaitWorkerCheck(String status) {
        return await("the check of the vhost workers to say " + status)
                .atMost(guest.patience(Duration.ofSeconds(3)))
                .until(
                        this::workerCheck,
                        check -> check.path("status").asString().equals(status));
    }

    private JsonNode workerCheck() {
        return service.http()
                .call("GET", "/preflight", null)
                .json()
                .valueStream()
                .filter(check -> check.path("id").asString().equals("vhost-workers"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Order(10)
    void everyLedgerBalancedAtAnySnapshot() {
        System.out.printf(
                "%d snapshots of the counters, packets moved between %d of them%n",
                ledgers.snapshots(), ledgers.moving());
        assertThat(ledgers.broken()).isEmpty();
        assertThat(ledgers.moving()).isGreaterThan(20);
    }

    @Test
    @Order(11)
    void sigtermLeavesTheTapsWithoutACarrierAndNoHugepage() {
        assertThat(interfaceNames()).contains("exc0", "pci0");
        ledgers.close();
        long start = System.nanoTime();

        service.process().signal("TERM");

        assertThat(service.process().awaitExit(guest.patience(Duration.ofSeconds(3))))
                .isIn(0, 128 + 15);
        System.out.printf("the service ended %.1f s after SIGTERM%n", (System.nanoTime() - start) / 1e9);
        assertThat(interfaceNames()).contains("exc0", "pci0");
        awaitNoCarrier("exc0");
        assertThat(guest.sh("ls /dev/hugepages")).isEmpty();
        assertThat(guest.read("/sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages")
                        .strip())
                .isEqualTo(guest.read("/sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages")
                        .strip());
    }

    @Test
    @Order(12)
    void theNextServiceAdoptsTheTapsAndTrafficFlowsByItselfWithoutRoot() {
        int exc0 = ifindex("exc0");
        int pci0 = ifindex("pci0");
        guest.sh("ip route add 198.51.100.128/25 via 192.0.2.2 dev exc0");

        // What udev does on an installed system.
        guest.sh("chown 65534 /dev/net/tun /dev/vhost-net /dev/vfio/[0-9]*");
        List<String> command = new ArrayList<>(List.of("prlimit", "--memlock=unlimited"));
        command.addAll(Unprivileged.command(service, Unprivileged.capabilities()));

        service = service.startAgain(command);

        assertThat(guest.sh("awk '/^Uid|^CapEff/ {print $2}' /proc/%d/status"
                        .formatted(service.process().pid())))
                .isEqualTo("65534\n0000000000003000");
        assertThat(List.of("exc0", "pci0")).allSatisfy(name -> {
            Pair pair = service.get(service.pairs().getPair(name));
            assertThat(pair.getStatus().getBackend()).isEqualTo(Backend.VHOST_NET);
            assertThat(Objects.requireNonNull(pair.getStatus().getTap()).getIfindex())
                    .isEqualTo(name.equals("exc0") ? exc0 : pci0);
        });
        assertThat(guest.sh("ip route show dev exc0")).contains("198.51.100.128/25 via 192.0.2.2");
        assertThat(peer0.ping("192.0.2.1", 300, PING_INTERVAL)).isEqualTo(new Ping(300, 300));
        assertThat(wire.ping("203.0.113.1", 100, PING_INTERVAL)).isEqualTo(new Ping(100, 100));
    }

    @Test
    @Order(13)
    void killedUnderTrafficTheTapKeepsWhatItHasAndTrafficFlowsAgainByItself() {
        int exc0 = ifindex("exc0");
        long sofar = service.counters("exc0").getToKernel().getRxPackets();
        try (BackgroundProcess ping = peer0.startPing("192.0.2.1", 100_000, PING_INTERVAL)) {
            await("traffic of exc0")
                    .atMost(guest.patience(Duration.ofSeconds(2)))
                    .until(() -> service.counters("exc0").getToKernel().getRxPackets() > sofar + 50);

            service.process().signal("KILL");
            service.process().awaitExit(guest.patience(Duration.ofSeconds(3)));

            awaitNoCarrier("exc0");
            guest.sh("chown --recursive 0:0 " + service.stateDirectory());
            service = service.startAgain();

            assertThat(ping.isRunning()).isTrue();
            await("traffic of exc0 by itself")
                    .atMost(guest.patience(Duration.ofSeconds(2)))
                    .until(() -> service.counters("exc0").getFromKernel().getTxPackets() > 50);
        }
        assertThat(ifindex("exc0")).isEqualTo(exc0);
        assertThat(guest.sh("ip route show dev exc0")).contains("198.51.100.128/25 via 192.0.2.2");
        assertThat(guest.sh("ip -o -4 address show dev exc0")).contains("192.0.2.1/24");
    }

    @Test
    @Order(14)
    void aNicIsTakenFromTheKernelAndGivenBackUnlessTheDefaultRouteNeedsIt() {
        service.run(service.pairs().deletePair("pci0", null));
        service.run(service.ports().unplugPort(PCI_PORT));
        // It was not the service that had taken it.
        assertThat(driverOfNic()).isEqualTo("vfio-pci");
        guest.sh("dpdk-devbind.py --bind=e1000e " + PCI_PORT);
        String name = guest.sh("ls /sys/bus/pci/devices/%s/net".formatted(PCI_PORT));
        guest.sh("ip link set %s up && ip address add 198.18.5.1/24 dev %s".formatted(name, name));
        guest.sh("ip route add default via 198.18.5.2 metric 9 dev " + name);

        Answer refusal =
                service.http().call("POST", "/ports", "{\"devargs\": \"%s\", \"bind\": true}".formatted(PCI_PORT));
        assertThat(refusal.status()).isEqualTo(409);
        assertThat(refusal.json().path("code").asString()).isEqualTo("device-in-use");
        assertThat(refusal.json().path("detail").asString()).contains(name, "default route");

        assertThat(driverOfNic()).isEqualTo("e1000e");
        guest.sh("ip route delete default via 198.18.5.2 dev " + name);
        Port bound = service.get(
                service.ports().plugPort(new PortRequest().devargs(PCI_PORT).bind(true)));
        assertThat(bound.getDriver()).isEqualTo("net_e1000_em");
        assertThat(driverOfNic()).isEqualTo("vfio-pci");

        createPair("pci0", PCI_PORT, "203.0.113.1/24");
        introduce(wire, "203.0.113.2", "pci0", "203.0.113.1");
        assertThat(wire.ping("203.0.113.1", 100, PING_INTERVAL)).isEqualTo(new Ping(100, 100));
        service.run(service.pairs().deletePair("pci0", null));
        service.run(service.ports().unplugPort(PCI_PORT));

        assertThat(driverOfNic()).isEqualTo("e1000e");
        assertThat(guest.sh("ls /sys/bus/pci/devices/%s/net".formatted(PCI_PORT)))
                .isEqualTo(name);
        assertThat(guest.sh("ls " + service.stateDirectory())).doesNotContain("bound-devices");
    }

    @Test
    @Order(15)
    void aNicThatTheKernelRemovesIsLetGoOfAndItsTapStaysUntilItIsBack() {
        guest.sh("dpdk-devbind.py --bind=vfio-pci " + PCI_PORT);
        service.get(service.ports().plugPort(new PortRequest().devargs(PCI_PORT)));
        createPair("pci0", PCI_PORT, "203.0.113.1/24");
        introduce(wire, "203.0.113.2", "pci0", "203.0.113.1");
        assertThat(wire.ping("203.0.113.1", 50, PING_INTERVAL)).isEqualTo(new Ping(50, 50));
        int ifindex = ifindex("pci0");

        // Returns when nobody has the device open any more.
        guest.sh("timeout 60 sh -c 'echo 1 >/sys/bus/pci/devices/%s/remove'".formatted(PCI_PORT));

        await("the loss is told").atMost(guest.patience(Duration.ofSeconds(1))).untilAsserted(() -> {
            PairStatus status = service.get(service.pairs().getPair("pci0")).getStatus();
            assertThat(status.getState()).isEqualTo(PairState.FAILED);
            assertThat(status.getConditions()).extracting(Condition::getType).containsExactly("DeviceLost");
        });
        assertThat(portNames()).doesNotContain(PCI_PORT);
        assertThat(ifindex("pci0")).isEqualTo(ifindex);

        guest.sh("echo 1 >/sys/bus/pci/rescan && dpdk-devbind.py --bind=vfio-pci " + PCI_PORT);

        await("the pair is whole again")
                .atMost(guest.patience(Duration.ofSeconds(9)))
                .until(() ->
                        service.get(service.pairs().getPair("pci0")).getStatus().getState() == PairState.FORWARDING);
        assertThat(ifindex("pci0")).isEqualTo(ifindex);
        introduce(wire, "203.0.113.2", "pci0", "203.0.113.1");
        assertThat(wire.ping("203.0.113.1", 50, PING_INTERVAL)).isEqualTo(new Ping(50, 50));
    }

    private String driverOfNic() {
        return guest.sh("basename $(readlink /sys/bus/pci/devices/%s/driver)".formatted(PCI_PORT));
    }

    private void awaitCarrier(String tap, boolean carrier) {
        await("the carrier of " + tap)
                .atMost(guest.patience(Duration.ofSeconds(1)))
                .until(() -> KernelLink.named(guest, tap).carrier() == carrier);
    }

    /** Administratively up, but without a carrier, of which the kernel tells a moment later (linkwatch). */
    private void awaitNoCarrier(String tap) {
        await("no carrier of " + tap)
                .atMost(guest.patience(Duration.ofSeconds(1)))
                .untilAsserted(
                        () -> assertThat(guest.sh("ip -o link show " + tap)).contains("NO-CARRIER", ",UP"));
    }

    private int ifindex(String tap) {
        return Integer.parseInt(
                guest.read("/sys/class/net/%s/ifindex".formatted(tap)).strip());
    }

    private Pair createPair(String name, String port, String address) {
        return service.get(service.pairs()
                .createPair(new PairRequest().name(name).port(port).tap(new TapRequest().addresses(List.of(address)))));
    }

    private void createAndDelete(int rounds) {
        for (int round = 0; round < rounds; round++) {
            createPair("exc1", "net_af_packet1", "198.51.100.1/24");
            service.run(service.pairs().deletePair("exc1", null));
        }
    }

    /** Makes peer and tap know each other, so that no ARP request gets counted. */
    private void introduce(Peer peer, String peerAddress, String tap, String tapAddress) {
        peer.neighbour(tapAddress, KernelLink.named(guest, tap).mac());
        guest.sh("ip neighbour replace %s lladdr %s nud permanent dev %s".formatted(peerAddress, peer.mac(), tap));
    }

    /** Waits until the packets have come through and every counter along the way says so; prints them. */
    private void expectCounted(PairReadings before, long toKernel, long fromKernel) {
        await("the last packets of " + before.pair())
                .atMost(guest.patience(Duration.ofSeconds(2)))
                .untilAsserted(() -> {
                    PairReadings counted =
                            PairReadings.of(service, before.pair()).since(before);
                    assertThat(PairReadings.packets(counted.toKernel()))
                            .as(counted.toString())
                            .containsExactly(toKernel);
                    assertThat(PairReadings.packets(counted.fromKernel()))
                            .as(counted.toString())
                            .containsExactly(fromKernel);
                    assertThat(PairReadings.bytes(counted.toKernel()))
                            .as(counted.toString())
                            .hasSize(1);
                    assertThat(PairReadings.bytes(counted.fromKernel()))
                            .as(counted.toString())
                            .hasSize(1);
                    System.out.println(counted);
                });
    }

    private List<String> interfaceNames() {
        return KernelLink.all(guest).stream().map(KernelLink::name).toList();
    }

    private List<String> portNames() {
        return service.get(service.ports().listPorts().map(Port::getName).collectList());
    }

    /** What testpmd sums up when it ends. */
    private static long receivedByTestpmd(String log) {
        Matcher sum = Pattern.compile(
                        "Accumulated forward statistics for all ports.*?RX-packets: (\\d+)", Pattern.DOTALL)
                .matcher(log);
        assertThat(sum.find()).as("testpmd's sum in its log:%n%s", log).isTrue();
        return Long.parseLong(sum.group(1));
    }
}
