package io.offramp.dataplane.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.offramp.dataplane.ffm.TestLibc;
import io.offramp.dataplane.netlink.LinkMonitor.Outcome;
import io.offramp.dataplane.tuntap.TapDevice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkMonitorTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration NOW = Duration.ZERO;
    private static final int STORM = 2000;
    private static final int SMALLEST_BUFFER = 1;

    private final Links links = Links.open();
    private int tap;

    @BeforeAll
    static void enterOwnNamespace() {
        TestLibc.unshareNetwork();
    }

    @BeforeEach
    void makeTap() {
        Command.run("ip tuntap add dev tap0 mode tap");
        tap = links.find("tap0").orElseThrow().ifindex();
    }

    @AfterEach
    void deleteTap() {
        links.find(tap).ifPresent(link -> links.delete(link.ifindex()));
        links.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ip link set dev tap0 mtu 1400",
                "ip link set dev tap0 address 02:00:00:00:00:07",
                "ip link set dev tap0 promisc on",
                "ip link set dev tap0 allmulticast on",
                "ip link set dev tap0 name tap1",
                "ip link set dev tap0 up",
                "ip addr add 198.51.100.1/24 dev tap0",
                "ip addr add 2001:db8::1/64 dev tap0",
                "ip link delete dev tap0",
                "ip link add v0 type veth peer name v1"
            })
    void seesAChange(String change) {
        try (LinkMonitor monitor = LinkMonitor.open()) {
            assertThat(monitor.await(NOW)).isEqualTo(Outcome.TIMEOUT);

            Command.run(change);

            assertThat(monitor.await(LONG)).isEqualTo(Outcome.CHANGED);
        } finally {
            links.find("v0").ifPresent(link -> links.delete(link.ifindex()));
        }
    }

    @Test
    void seesAnAliasOnlyOnALinkThatIsUp() {
        try (LinkMonitor monitor = LinkMonitor.open()) {
            links.alias(tap, "down");
            assertThat(monitor.await(NOW)).isEqualTo(Outcome.TIMEOUT);

            links.up(tap);
            assertThat(monitor.await(LONG)).isEqualTo(Outcome.CHANGED);
            links.alias(tap, "up");
            assertThat(monitor.await(LONG)).isEqualTo(Outcome.CHANGED);
        }
    }

    @Test
    void seesThatACarrierGoesAndComes() {
        TapDevice.create("exc0", true, false, held -> {
            links.up(held);
            try (LinkMonitor monitor = LinkMonitor.open()) {
                links.carrier(held, false);
                assertThat(monitor.await(LONG)).isEqualTo(Outcome.CHANGED);

                links.carrier(held, true);
                assertThat(monitor.await(LONG)).isEqualTo(Outcome.CHANGED);
            }
        });
        links.delete(links.find("exc0").orElseThrow().ifindex());
    }

    @Test
    void wakesUpForAChangeDuringTheWait() {
        try (LinkMonitor monitor = LinkMonitor.open()) {
            CompletableFuture<Outcome> wait = waiting(monitor);

            links.mtu(tap, 1400);

            assertThat(wait.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(Outcome.CHANGED);
        }
    }

    @Test
    void aStormIsOneTrigger() {
        try (LinkMonitor monitor = LinkMonitor.open()) {
            storm(links, tap);

            assertThat(monitor.await(LONG)).isEqualTo(Outcome.CHANGED);
            assertThat(monitor.await(NOW)).isEqualTo(Outcome.TIMEOUT);
        }
    }

    @Test
    void saysThatNotificationsWereLostAndGoesOn() {
        try (LinkMonitor monitor = LinkMonitor.open(SMALLEST_BUFFER)) {
            storm(links, tap);

            assertThat(monitor.await(LONG)).isEqualTo(Outcome.OVERRUN);
            assertThat(monitor.await(NOW)).isEqualTo(Outcome.TIMEOUT);
            links.mtu(tap, 1400);
            assertThat(monitor.await(LONG)).isEqualTo(Outcome.CHANGED);
        }
    }

    @Test
    void worksWithoutTheCapabilityForALargeBuffer() {
        CompletableFuture<LinkMonitor> opened = CompletableFuture.supplyAsync(
                () -> {
                    TestLibc.dropCapabilities();
                    return LinkMonitor.open();
                },
                LinkMonitorTest::startThread);

        try (LinkMonitor monitor = opened.join()) {
            links.mtu(tap, 1400);
            assertThat(monitor.await(LONG)).isEqualTo(Outcome.CHANGED);
        }
    }

    @Test
    void waitsNoLongerThanAsked() {
        try (LinkMonitor monitor = LinkMonitor.open()) {
            long start = System.nanoTime();

            assertThat(monitor.await(Duration.ofMillis(300))).isEqualTo(Outcome.TIMEOUT);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
        }
    }

    @Test
    void aWakeupEndsTheWaitThatGoesOnAndNoOther() {
        try (LinkMonitor monitor = LinkMonitor.open()) {
            CompletableFuture<Outcome> wait = waiting(monitor);

            monitor.wakeup();

            assertThat(wait.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(Outcome.WOKEN);
            assertThat(monitor.await(NOW)).isEqualTo(Outcome.TIMEOUT);
        }
    }

    @Test
    void aWakeupBeforehandEndsTheNextWait() {
        try (LinkMonitor monitor = LinkMonitor.open()) {
            monitor.wakeup();
            monitor.wakeup();

            assertThat(monitor.await(LONG)).isEqualTo(Outcome.WOKEN);
            assertThat(monitor.await(NOW)).isEqualTo(Outcome.TIMEOUT);
        }
    }

    @Test
    void closingEndsTheWaitThatGoesOn() {
        LinkMonitor monitor = LinkMonitor.open();
        CompletableFuture<Outcome> wait = waiting(monitor);

        monitor.close();
        monitor.close();

        assertThat(wait.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(Outcome.CLOSED);
        assertThat(monitor.await(LONG)).isEqualTo(Outcome.CLOSED);
        monitor.wakeup();
        monitor.unwatch("absent");
    }

    @Test
    void watchesTwoNamespacesAtOnceAndOneNoLonger() {
        try (NamedNamespace named = new NamedNamespace("a");
                LinkMonitor monitor = LinkMonitor.open()) {
            named.run("ip link set dev lo up");
            assertThat(monitor.await(NOW)).isEqualTo(Outcome.TIMEOUT);

            assertThat(monitor.watch(named.name())).isTrue();
            assertThat(monitor.watch(named.name())).isTrue();
            named.run("ip link set dev lo down");
            assertThat(monitor.await(LONG)).isEqualTo(Outcome.CHANGED);
            assertThat(monitor.await(NOW)).isEqualTo(Outcome.TIMEOUT);
            links.mtu(tap, 1400);
            assertThat(monitor.await(LONG)).isEqualTo(Outcome.CHANGED);

            monitor.unwatch(named.name());
            named.run("ip link set dev lo up");
            assertThat(monitor.await(NOW)).isEqualTo(Outcome.TIMEOUT);
            links.mtu(tap, 1500);
            assertThat(monitor.await(LONG)).isEqualTo(Outcome.CHANGED);
        }
    }

    @Test
    void watchesANamespaceThatIsAddedDuringTheWait() {
        try (NamedNamespace named = new NamedNamespace("a");
                LinkMonitor monitor = LinkMonitor.open()) {
            CompletableFuture<Outcome> wait = waiting(monitor);

            assertThat(monitor.watch(named.name())).isTrue();
            named.run("ip link set dev lo up");

            assertThat(wait.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(Outcome.CHANGED);
        }
    }

    @Test
    void watchesTheNamespaceThatHasTheNameNow() {
        try (LinkMonitor monitor = LinkMonitor.open()) {
            try (NamedNamespace first = new NamedNamespace("a")) {
                assertThat(monitor.watch(first.name())).isTrue();
            }
            try (NamedNamespace second = new NamedNamespace("a")) {
                second.run("ip link set dev lo up");
                assertThat(monitor.await(NOW)).isEqualTo(Outcome.TIMEOUT);

                assertThat(monitor.watch(second.name())).isTrue();
                second.run("ip link set dev lo down");
                assertThat(monitor.await(LONG)).isEqualTo(Outcome.CHANGED);
            }
        }
    }

    @Test
    void refusesNamespacesThatCannotBe() {
        try (LinkMonitor monitor = LinkMonitor.open()) {
            assertThat(monitor.watch("offramp-absent")).isFalse();
            assertThatIllegalArgumentException().isThrownBy(() -> monitor.watch("../net"));
            assertThatIllegalArgumentException().isThrownBy(() -> monitor.unwatch(""));
        }
    }

    @Test
    void refusesToWatchWhenClosed() {
        try (NamedNamespace named = new NamedNamespace("a")) {
            LinkMonitor monitor = LinkMonitor.open();
            monitor.close();

            assertThatIllegalStateException()
                    .isThrownBy(() -> monitor.watch(named.name()))
                    .withMessageContaining("closed");
        }
    }

    @Test
    void leavesNoDescriptorOpen() throws IOException {
        try (NamedNamespace named = new NamedNamespace("a")) {
            use(named);
            long before = descriptors();

            for (int i = 0; i < 50; i++) {
                use(named);
            }

            // Fewer are no leak: what tests before this one left to the garbage collector goes at any time.
            assertThat(descriptors()).isLessThanOrEqualTo(before);
        }
    }

    private static void use(NamedNamespace named) {
        try (LinkMonitor monitor = LinkMonitor.open()) {
            monitor.watch(named.name());
            monitor.unwatch(named.name());
            monitor.watch(named.name());
            monitor.await(NOW);
        }
    }

    private static void storm(Links links, int ifindex) {
        for (int i = 0; i < STORM; i++) {
            links.mtu(ifindex, 1400 + i % 2);
        }
    }

    /** A wait of another thread that has begun. */
    private static CompletableFuture<Outcome> waiting(LinkMonitor monitor) {
        CompletableFuture<Thread> waiter = new CompletableFuture<>();
        CompletableFuture<Outcome> wait = CompletableFuture.supplyAsync(
                () -> {
                    waiter.complete(Thread.currentThread());
                    return monitor.await(LONG);
                },
                LinkMonitorTest::startThread);
        await("a thread inside epoll_wait")
                .atMost(LONG)
                .until(() -> Stream.of(waiter.join().getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("epoll_wait")));
        return wait;
    }

    private static void startThread(Runnable work) {
        Thread.ofPlatform().start(work);
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
