package io.offramp.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.client.model.Backend;
import io.offramp.client.model.Condition;
import io.offramp.client.model.Pair;
import io.offramp.client.model.PairCounters;
import io.offramp.client.model.PairRequest;
import io.offramp.client.model.PairState;
import io.offramp.client.model.TapRequest;
import io.offramp.client.model.VhostWorker;
import io.offramp.e2e.lab.Peer;
import io.offramp.e2e.lab.Ping;
import io.offramp.e2e.lab.VhostPeer;
import io.offramp.e2e.machine.BackgroundProcess;
import io.offramp.e2e.machine.Guest;
import io.offramp.e2e.machine.GuestResource;
import io.offramp.e2e.service.Answer;
import io.offramp.e2e.service.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** What needs a later kernel than Debian 12's: a vDPA device, and vhost workers that are threads of the service. */
@Tag("guest")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VhostVdpaTest {
    private static final String DEVICE = "/dev/vhost-vdpa-0";
    private static final String POST = """
            {"name": "vdpa0", "port": "net_af_packet0", "backend": "VHOST_VDPA", "device": "/dev/vhost-vdpa-0"}""";
    private static final int PINGS = 300;
    private static final Duration INTERVAL = Duration.ofMillis(5);

    private Guest guest;
    private Peer peer;
    private Service service;
    private VhostPeer other;

    @BeforeAll
    void startTheService() {
        guest = Guest.bootTrixie(GuestResource.root());
        guest.sh("echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6");
        peer = Peer.onVeth(guest, "peer0", "cable0").quietWith("198.51.100.2/24");
        service = Service.start(
                guest, "--no-pci --vdev=net_af_packet0,iface=cable0", Map.of("OFFRAMP_POLLERS_LCORES", "1"));
        other = VhostPeer.onVduse(guest, "vduse0", "icmpecho");
    }

    @AfterAll
    void stopTheService() {
        service.close();
        other.close();
        peer.close();
        guest.close();
    }

    @Test
    @Order(1)
    void aVhostWorkerThatIsAThreadOfTheServiceIsFound() {
        Pair pair = service.get(service.pairs()
                .createPair(new PairRequest()
                        .name("exc0")
                        .port("net_af_packet0")
                        .tap(new TapRequest().addresses(List.of("198.51.100.1/24")))));
        assertThat(pair.getStatus().getBackend()).isEqualTo(Backend.VHOST_NET);
        VhostWorker worker = pair.getStatus().getVhostWorkers().getFirst();
        int pid = service.process().pid();

        assertThat(peer.ping("198.51.100.1", PINGS, INTERVAL)).isEqualTo(new Ping(PINGS, PINGS));

        assertThat(guest.read("/proc/%d/task/%d/comm".formatted(pid, worker.getTid())))
                .startsWith("vhost-");
        assertThat(worker.getCpus())
                .as("the CPUs of the thread that made it, which are those without a poller")
                .containsExactly(0);
        await("its load")
                .atMost(guest.patience(Duration.ofSeconds(2)))
                .until(() -> service.get(service.pairs().getPair("exc0"))
                                .getStatus()
                                .getVhostWorkers()
                                .getFirst()
                                .getLoad()
                        != null);
        service.run(service.pairs().deletePair("exc0", null));
    }

    @Test
    @Order(2)
    void withoutTheDeviceThePairIsRefused() {
        Answer refusal = service.http().call("POST", "/pairs", POST);

        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.json().path("code").asString()).isEqualTo("backend-unavailable");
        assertThat(refusal.json().path("remedy").asString()).contains("vdpa dev add");
    }

    @Test
    @Order(3)
    void aDeviceThatAnotherProcessHasIsRefused() {
        addDevice();
        try (BackgroundProcess holder = guest.start(
                "holder", Map.of(), List.of("sh", "-c", "exec 3<>%s; echo open; exec sleep 1000".formatted(DEVICE)))) {
            await("the device is open")
                    .atMost(guest.patience(Duration.ofSeconds(2)))
                    .until(() -> holder.log().contains("open"));

            Answer refusal = service.http().call("POST", "/pairs", POST);

            assertThat(refusal.status()).as(refusal.text()).isEqualTo(409);
            assertThat(refusal.json().path("code").asString()).isEqualTo("device-in-use");
        }
        assertThat(guest.sh("ls %s/pairs".formatted(service.stateDirectory()))).isEmpty();
    }

    @Test
    @Order(4)
    void packetsPassBothWaysAndBothSidesCountThem() {
        assertThat(service.http().call("POST", "/pairs", POST).status()).isEqualTo(201);
        Pair pair = service.get(service.pairs().getPair("vdpa0"));
        assertThat(pair.getStatus().getState()).isEqualTo(PairState.FORWARDING);
        assertThat(pair.getStatus().getBackend()).isEqualTo(Backend.VHOST_VDPA);
        assertThat(pair.getStatus().getTap()).isNull();

        // Whoever is behind the device answers every ping, to whatever address.
        peer.neighbour("198.51.100.9", "02:00:00:00:00:09");
        assertThat(peer.ping("198.51.100.9", PINGS, INTERVAL)).isEqualTo(new Ping(PINGS, PINGS));

        PairCounters counters = service.counters("vdpa0");
        assertThat(counters.getTap()).isNull();
        assertThat(counters.getToKernel().getTxPackets()).isEqualTo(PINGS);
        assertThat(counters.getFromKernel().getTxPackets()).isEqualTo(PINGS);
    }

    @Test
    @Order(5)
    void aDeviceThatIsRemovedIsLetGoOfAndTakenAgain() {
        // Returns when nobody has it open any more.
        guest.sh("timeout 30 vdpa dev del vduse0");
        await("the loss is told").atMost(guest.patience(Duration.ofSeconds(2))).untilAsserted(() -> {
            Pair lost = service.get(service.pairs().getPair("vdpa0"));
            assertThat(lost.getStatus().getState()).isEqualTo(PairState.FAILED);
            assertThat(lost.getStatus().getConditions())
                    .extracting(Condition::getType)
                    .contains("BackendUnavailable");
        });

        addDevice();

        await("the pair is whole again")
                .atMost(guest.patience(Duration.ofSeconds(3)))
                .until(() -> service.get(service.pairs().getPair("vdpa0"))
                                .getStatus()
                                .getState()
                        == PairState.FORWARDING);
        assertThat(peer.ping("198.51.100.9", PINGS, INTERVAL)).isEqualTo(new Ping(PINGS, PINGS));
    }

    @Test
    @Order(6)
    void nothingIsLeftOfADeletedPair() {
        service.run(service.pairs().deletePair("vdpa0", null));

        assertThat(guest.sh("ls %s/pairs".formatted(service.stateDirectory()))).isEmpty();
        assertThat(guest.sh("ls -l /proc/%d/fd".formatted(service.process().pid())))
                .doesNotContain("vhost-vdpa");
        guest.sh("timeout 30 vdpa dev del vduse0");
        assertThat(other.end()).isEqualTo(new VhostPeer.Count(2 * PINGS, 2 * PINGS));
    }

    private void addDevice() {
        guest.sh("vdpa dev add name vduse0 mgmtdev vduse");
        await("the device")
                .atMost(guest.patience(Duration.ofSeconds(1)))
                .until(() -> guest.run(Duration.ofSeconds(20), List.of("test", "-c", DEVICE))
                                .exitCode()
                        == 0);
    }
}
