package io.offramp.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.pci.MachineTree;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused, on a tree of files. That the kernel does what it is asked is seen end to end, with a NIC. */
class BoundDevicesTest {
    private static final String NIC = "0000:84:00.0";
    private static final String NEIGHBOUR = "0000:84:00.1";

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init") // before each test
    private MachineTree machine;

    private final RememberedPairs store = new RememberedPairs();

    @BeforeEach
    void aMachineWithANicOfTheKernels() {
        machine = new MachineTree(folder)
                .device(NIC, "0x020000")
                .driven(NIC, "e1000e")
                .networkInterface(NIC, "eth0")
                .device("0000:00:1c.0", "0x060400")
                .driven("0000:00:1c.0", "pcieport")
                .group("7", NIC, "0000:00:1c.0")
                .driver("vfio-pci");
    }

    @Test
    void aDeviceThatIsNotThereIsRefused() {
        refused("0000:99:00.0", Code.DEVICE_REFUSED, "there is no PCI device 0000:99:00.0");
    }

    @Test
    void aDeviceThatIsNoNicIsRefused() {
        machine.device("0000:00:1f.2", "0x010601").driven("0000:00:1f.2", "ahci");

        refused("0000:00:1f.2", Code.DEVICE_REFUSED, "is no network controller");
    }

    @Test
    void theNicOfTheDefaultRouteIsNeverTaken() {
        machine.file(
                "proc/net/route",
                "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n"
                        + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");

        refused(NIC, Code.DEVICE_IN_USE, "by which this host's default route leads");
    }

    @Test
    void norIsItWhenItIsAVirtioNic() {
        MachineTree virtual = new MachineTree(folder.resolve("virtual"))
                .device(NIC, "0x020000")
                .driven(NIC, "virtio-pci")
                .virtioInterface(NIC, "eth0")
                .group("7", NIC)
                .driver("vfio-pci")
                .file(
                        "proc/net/route",
                        "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n"
                                + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n");

        refused(virtual, NIC, Code.DEVICE_IN_USE, "by which this host's default route leads");
    }

    @Test
    void withoutVfioNothingIsTaken() {
        MachineTree bare = new MachineTree(folder.resolve("bare"))
                .device(NIC, "0x020000")
                .driven(NIC, "e1000e")
                .group("7", NIC);

        refused(bare, NIC, Code.DEVICE_REFUSED, "vfio-pci is not loaded");
    }

    @Test
    void withoutAnIommuNothingIsTaken() {
        machine.device(NEIGHBOUR, "0x020000").driven(NEIGHBOUR, "e1000e");

        refused(NEIGHBOUR, Code.DEVICE_REFUSED, "no IOMMU translates for " + NEIGHBOUR);
    }

    @Test
    void aNicIsNotTakenWhileTheKernelHasAnotherOfItsGroup() {
        MachineTree shared = new MachineTree(folder.resolve("shared"))
                .device(NIC, "0x020000")
                .driven(NIC, "e1000e")
                .device(NEIGHBOUR, "0x020000")
                .driven(NEIGHBOUR, "e1000e")
                .group("7", NIC, NEIGHBOUR)
                .driver("vfio-pci");

        refused(shared, NIC, Code.DEVICE_IN_USE, "shares its IOMMU group with " + NEIGHBOUR);
    }

    @Test
    void aNicThatTheDriverDoesNotTakeIsGivenBackAndForgotten() {
        // In a tree of files no driver takes anything.
        refused(NIC, Code.DEVICE_REFUSED, "could not be bound to vfio-pci: vfio-pci did not take " + NIC);

        assertThat(machine.read("sys/bus/pci/devices/%s/driver_override".formatted(NIC)))
                .isEqualTo("\n");
        assertThat(machine.read("sys/bus/pci/drivers_probe")).isEqualTo(NIC);
    }

    @Test
    void aNicThatVfioHasAlreadyIsNotOursToGiveBack() {
        MachineTree taken = new MachineTree(folder.resolve("taken"))
                .device(NIC, "0x020000")
                .driven(NIC, "vfio-pci")
                .group("7", NIC);
        BoundDevices devices = devices(taken);

        devices.take(NIC).close();
        devices.giveBack(NIC);

        assertThat(store.boundDevices()).isEmpty();
        assertThat(taken.read("sys/bus/pci/devices/%s/driver_override".formatted(NIC)))
                .isEqualTo("(null)\n");
    }

    @Test
    void whatIsRememberedIsGivenBackAfterARestart() {
        store.saveBoundDevices(Set.of(NIC, NEIGHBOUR));
        MachineTree taken = new MachineTree(folder.resolve("taken"))
                .device(NIC, "0x020000")
                .driven(NIC, "vfio-pci")
                .group("7", NIC);

        devices(taken).giveBack(NIC);

        assertThat(store.boundDevices()).containsExactly(NEIGHBOUR);
        assertThat(taken.read("sys/bus/pci/drivers/vfio-pci/unbind")).isEqualTo(NIC);
        assertThat(taken.read("sys/bus/pci/devices/%s/driver_override".formatted(NIC)))
                .isEqualTo("\n");
    }

    @Test
    void nothingIsTakenThatCannotBeRemembered() {
        store.full(true);

        assertThatThrownBy(() -> devices(machine).take(NIC)).hasMessageContaining("the disk is full");

        assertThat(machine.read("sys/bus/pci/devices/%s/driver_override".formatted(NIC)))
                .isEqualTo("(null)\n");
    }

    private BoundDevices devices(MachineTree tree) {
        return new BoundDevices(tree.proc(), tree.sys(), store, new Events(event -> {}));
    }

    private void refused(String address, Code code, String message) {
        refused(machine, address, code, message);
    }

    private void refused(MachineTree tree, String address, Code code, String message) {
        DataplaneException refusal = catchThrowableOfType(
                DataplaneException.class, () -> devices(tree).take(address));

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.field()).isEqualTo("devargs");
        assertThat(refusal).hasMessageContaining(message);
        assertThat(refusal.remedy()).isNotBlank();
        assertThat(store.boundDevices()).isEmpty();
    }
}
