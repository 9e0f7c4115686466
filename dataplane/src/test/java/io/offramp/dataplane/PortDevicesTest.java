package io.offramp.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.dataplane.netlink.Links;
import io.offramp.dataplane.pci.MachineTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PCI devices; interfaces of the kernel are in {@link LostDeviceTest}. */
class PortDevicesTest {
    private static final String NIC = "0000:00:05.0";

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before each test
    private MachineTree tree;

    private final Links links = Links.open();

    @BeforeEach
    void makeTree() {
        tree = new MachineTree(folder);
    }

    @AfterEach
    void close() {
        links.close();
    }

    @Test
    void aDeviceThatItsDriverHoldsIsThere() {
        PortDevices devices = noted(tree.device(NIC, "0x020000").driven(NIC, "vfio-pci"));

        assertThat(devices.loss(NIC)).isEmpty();
        assertThat(devices.absence(NIC)).isEmpty();
    }

    @Test
    void aDeviceThatTheKernelTakesFromItsDriverIsLostBeforeItIsGone() throws IOException {
        PortDevices devices = noted(tree.device(NIC, "0x020000").driven(NIC, "vfio-pci"));

        Files.delete(tree.sys().resolve("bus/pci/devices/%s/driver".formatted(NIC)));

        assertThat(devices.loss(NIC))
                .hasValueSatisfying(loss -> assertThat(loss.code()).isEqualTo(DataplaneException.Code.DEVICE_LOST));
        assertThat(devices.absence(NIC)).isPresent();
    }

    @Test
    void aDeviceThatNoDriverHeldIsLostOnlyWhenItIsGone() {
        PortDevices devices = noted(tree.device(NIC, "0x020000"));

        assertThat(devices.loss(NIC)).isEmpty();
        assertThat(noted(tree).loss("0000:00:06.0")).isPresent();
    }

    private PortDevices noted(MachineTree machine) {
        PortDevices devices = new PortDevices(machine.sys(), links);
        devices.note(NIC, NIC);
        devices.note("0000:00:06.0", "0000:00:06.0");
        return devices;
    }
}
