package io.offramp.dataplane.preflight;

import org.junit.jupiter.api.Test;

class NicChecksTest extends CheckTest {
    private static final String NIC = "0000:84:00.0";
    private static final String ROUTE = "Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n"
            + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n";

    @Test
    void aMachineWithoutNicsNeedsNothing() {
        tree.device("0000:00:1f.2", "0x010601").driven("0000:00:1f.2", "ahci");

        passes(new NicChecks(machine()).iommu(), "no NIC on PCI");
        passes(new NicChecks(machine()).vfio(), "no NIC on PCI");
        passes(new NicChecks(machine()).bound(), "no NIC on PCI");
    }

    @Test
    void aNicOfVfioBehindAnIommuPasses() {
        tree.device(NIC, "0x020000").driven(NIC, "vfio-pci").group("7", NIC);

        passes(new NicChecks(machine()).iommu(), "an IOMMU translates for " + NIC);
        passes(new NicChecks(machine()).vfio(), "vfio-pci is loaded");
        passes(new NicChecks(machine()).bound(), "no driver of the kernel has " + NIC);
    }

    @Test
    void aNicOfTheKernelsWarnsWithTheWayToTakeIt() {
        tree.device(NIC, "0x020000").driven(NIC, "e1000e").networkInterface(NIC, "eth1");

        warns(
                new NicChecks(machine()).bound(),
                "modprobe vfio-pci && dpdk-devbind.py --bind=vfio-pci " + NIC,
                NIC + " (e1000e, eth1)",
                "POST /api/v1/ports with \"bind\": true");
        warns(new NicChecks(machine()).vfio(), "modprobe vfio-pci", "vfio-pci is not loaded");
    }

    @Test
    void aNicOfTheDefaultRouteIsNeverSuggested() {
        tree.device(NIC, "0x020000")
                .driven(NIC, "e1000e")
                .networkInterface(NIC, "eth0")
                .device("0000:00:03.0", "0x020000")
                .driven("0000:00:03.0", "virtio-pci")
                .virtioInterface("0000:00:03.0", "eth1")
                .file("proc/net/route", ROUTE + "eth1\t00000000\t010200C0\t0003\t0\t0\t9\t00000000\t0\t0\t0\n");

        passes(new NicChecks(machine()).bound(), "no NIC on PCI but those of the default route");
        passes(new NicChecks(machine()).vfio());
        passes(new NicChecks(machine()).iommu());
    }

    @Test
    void aNicWithADriverBesideDpdksStaysWithIt() {
        tree.device(NIC, "0x020000").driven(NIC, "mlx5_core").networkInterface(NIC, "eth1");

        passes(new NicChecks(machine()).bound());
    }

    @Test
    void withoutAnIommuItWarnsForTheMakeOfTheProcessor() {
        tree.device(NIC, "0x020000").driven(NIC, "e1000e").file("proc/cpuinfo", "vendor_id\t: GenuineIntel\n");
        warns(new NicChecks(machine()).iommu(), boot("intel_iommu=on iommu=pt"), "no IOMMU translates for " + NIC);

        tree.file("proc/cpuinfo", "vendor_id\t: AuthenticAMD\n");
        warns(new NicChecks(machine()).iommu(), boot("iommu=pt"), "no IOMMU translates for " + NIC);
    }

    private static String boot(String parameters) {
        return "sed -i 's/^GRUB_CMDLINE_LINUX=\"/&%s /' /etc/default/grub && update-grub && reboot"
                        .formatted(parameters)
                + "  # and switch VT-d or AMD-Vi on in the firmware";
    }
}
