package io.offramp.dataplane.ethdev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offramp.dataplane.eal.CpuSet;
import io.offramp.dataplane.eal.Eal;
import io.offramp.dataplane.eal.EalThread;
import io.offramp.dataplane.ffm.TestLibc;
import io.offramp.dataplane.netlink.Link;
import io.offramp.dataplane.netlink.Links;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What drivers of the installed DPDK let be changed: net_tap next to everything, where the kernel shows it; net_ring and
 * net_null less.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EthPortTest {
    private static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:07");
    private static final MacAddress OTHER = MacAddress.parse("02:00:00:00:00:08");

    private EalThread control;
    private Eal eal;
    private MempoolSet mempools;

    @BeforeAll
    void open() {
        // Before the control thread starts, which is then in the same namespace.
        TestLibc.unshareNetwork();
        control = new EalThread(16);
        int lcore = CpuSet.current().cpus().getLast();
        eal = run(() -> Eal.open(
                List.of("--vdev=net_null0", "--vdev=net_ring0", "--vdev=net_tap0,iface=exc0"),
                List.of(lcore),
                MempoolSet.demand(3, 1023, 2176)));
        mempools = run(() -> new MempoolSet(3, 1023, 2176));
        List.of("net_null0", "net_ring0", "net_tap0")
                .forEach(name -> with(name, port -> {
                    port.configure(1, 256, 1500, mempools.lease(name).orElseThrow());
                    port.start();
                }));
    }

    @AfterAll
    void close() {
        run(() -> {
            EthPort.all().forEach(EthPort::stop);
            mempools.close();
            eal.close();
            return this;
        });
        control.close();
    }

    private <T> T run(Callable<T> command) {
        return control.submit(command).join();
    }

    private void with(String name, Consumer<EthPort> command) {
        run(() -> {
            command.accept(EthPort.find(name).orElseThrow());
            return this;
        });
    }

    private static Link tap() {
        try (Links links = Links.open()) {
            return links.find("exc0").orElseThrow();
        }
    }

    @Test
    void allMulticastIsSetAndCleared() {

        with("net_tap0", port -> {
            assertThat(port.allMulticast(false)).isTrue();
            assertThat(port.allMulticast()).isFalse();

            assertThat(port.allMulticast(true)).isTrue();
            assertThat(port.allMulticast()).isTrue();
            assertThat(tap().allMulticast()).isTrue();

            assertThat(port.allMulticast(false)).isTrue();
            assertThat(port.allMulticast()).isFalse();
            assertThat(tap().allMulticast()).isFalse();
        });
    }

    @Test
    void promiscuousIsSetAndCleared() {
        with("net_tap0", port -> {
            assertThat(port.promiscuous(true)).isTrue();
            assertThat(port.promiscuous()).isTrue();
            assertThat(tap().promiscuous()).isTrue();

            assertThat(port.promiscuous(false)).isTrue();
            assertThat(port.promiscuous()).isFalse();
            assertThat(tap().promiscuous()).isFalse();
        });
    }

    @Test
    void thePrimaryMacIsChanged() {
        with("net_tap0", port -> {
            assertThat(port.defaultMac(MAC)).isTrue();
            assertThat(port.mac()).isEqualTo(MAC);
            assertThat(tap().mac()).isEqualTo(MAC.toString());

            assertThat(port.defaultMac(MAC)).isTrue();
            assertThat(port.defaultMac(OTHER)).isTrue();
            assertThat(port.mac()).isEqualTo(OTHER);
        });
    }

    @Test
    void aMulticastAddressIsNoPrimaryMac() {
        MacAddress multicast = MacAddress.parse("01:00:5e:00:00:01");
        with(
                "net_tap0",
                port -> assertThatExceptionOfType(EthdevException.class)
                        .isThrownBy(() -> port.defaultMac(multicast))
                        .withMessageContaining(
                                "rte_eth_dev_default_mac_addr_set(port=%d, mac=01:00:5e:00:00:01)", port.id())
                        .satisfies(refused -> assertThat(refused.code()).isEqualTo(22)));
    }

    @Test
    void furtherMacsAreAddedWhereThereIsRoomAndThePrimaryOneStays() {
        with("net_ring0", port -> {
            // A ring has room for one, and none of its own: the first one that is added becomes the primary one.
            assertThat(port.addMac(MAC)).isTrue();
            assertThat(port.addMac(MAC)).isTrue();
            assertThat(port.mac()).isEqualTo(MAC);
            assertThatExceptionOfType(EthdevException.class)
                    .isThrownBy(() -> port.addMac(OTHER))
                    .withMessageContaining("rte_eth_dev_mac_addr_add(port=%d, mac=%s): 28", port.id(), OTHER);

            assertThat(port.removeMac(OTHER)).isTrue();
            assertThatExceptionOfType(EthdevException.class)
                    .isThrownBy(() -> port.removeMac(MAC))
                    .withMessageContaining("rte_eth_dev_mac_addr_remove(port=%d, mac=%s): 98", port.id(), MAC);
        });
    }

    @Test
    void theLinkIsSetDownAndUp() {
        with("net_ring0", port -> {
            assertThat(port.link().up()).isTrue();
            assertThat(port.linkUp(false)).isTrue();
            assertThat(port.link().up()).isFalse();
            assertThat(port.linkUp(true)).isTrue();
            assertThat(port.link().up()).isTrue();
        });
        with("net_tap0", port -> {
            assertThat(port.linkUp(false)).isTrue();
            assertThat(tap().up()).isFalse();
            assertThat(port.linkUp(true)).isTrue();
            assertThat(tap().up()).isTrue();
        });
    }

    @Test
    void aDriverWithoutAnOperationSaysSo() {
        with("net_null0", port -> {
            assertThat(port.addMac(MAC)).isFalse();
            assertThat(port.removeMac(MAC)).isFalse();
            assertThat(port.linkUp(true)).isFalse();
            assertThat(port.linkUp(false)).isFalse();
            assertThat(port.allMulticast()).isTrue();
            assertThat(port.allMulticast(false)).isFalse();
            assertThat(port.allMulticast()).isTrue();
        });
        with("net_ring0", port -> {
            MacAddress before = port.mac();
            assertThat(port.defaultMac(MacAddress.parse("02:00:00:00:00:09"))).isFalse();
            assertThat(port.mac()).isEqualTo(before);
        });
        with("net_tap0", port -> assertThat(port.addMac(MAC)).isFalse());
    }
}
