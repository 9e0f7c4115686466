package io.offramp.dataplane;

import static io.offramp.dataplane.Ip.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.dataplane.eal.EalThread;
import io.offramp.dataplane.ffm.TestLibc;
import io.offramp.dataplane.netlink.LinkMonitor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KernelWatchTest {
    @BeforeAll
    static void enterOwnNamespace() {
        TestLibc.unshareNetwork();
    }

    @Test
    void looksAfterAChange() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        try (LinkMonitor monitor = LinkMonitor.open();
                EalThread control = new EalThread(8);
                KernelWatch _ = new KernelWatch(monitor, control, looked::countDown, () -> {})) {
            ip("link add v0 type veth peer name v1");

            assertThat(looked.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void endsThoughAChangeComesWithTheWakeUp() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        Runnable look = () -> {
            looks.incrementAndGet();
            looking.countDown();
            uninterruptibly(goOn);
        };
        try (LinkMonitor monitor = LinkMonitor.open();
                EalThread control = new EalThread(8)) {
            KernelWatch watch = new KernelWatch(monitor, control, look, look);
            ip("link add v2 type veth peer name v3");
            looking.await();

            ip("link set v2 mtu 1400");
            CompletableFuture<Void> closed = new CompletableFuture<>();
            Thread closer = Thread.ofPlatform().start(() -> {
                watch.close();
                closed.complete(null);
            });
            while (closer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            goOn.countDown();

            closed.get(20, TimeUnit.SECONDS);
            assertThat(looks).hasValue(1);
        }
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
