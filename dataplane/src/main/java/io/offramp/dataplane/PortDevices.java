package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.netlink.Link;
import io.offramp.dataplane.netlink.Links;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of this machine is behind each port: a PCI device, or an interface of the kernel. Drivers do not tell when it goes:
 * net_af_packet forwards nothing from then on, with its link up. For the control thread alone.
 */
final class PortDevices {
    /** Drivers that work on an interface which is there without them. */
    private static final String ON_INTERFACES = "net_(af_packet|af_xdp|pcap).*";

    private static final String INTERFACE = "iface=";

    private final Path pci;
    private final Links links;
    private final Map<String, Device> devices = new HashMap<>();

    /**
     * What a port was made of.
     *
     * @param devargs with what it was plugged
     * @param network the kernel's interface that it is on, if it is on one
     * @param ifindex that interface's index when the port was made; another one of the same name is another interface
     * @param driven whether it is a PCI device that a driver of the kernel holds for the port, such as vfio-pci
     */
    private record Device(String devargs, @Nullable String network, int ifindex, boolean driven) {}

    PortDevices(Path sys, Links links) {
        this.pci = sys.resolve("bus/pci/devices");
        this.links = links;
    }

    /** Notes what a port that has just been made is on. */
    void note(String port, String devargs) {
        String network = Arrays.stream(devargs.split(","))
                .filter(argument -> argument.startsWith(INTERFACE) && port.matches(ON_INTERFACES))
                .map(argument -> argument.substring(INTERFACE.length()))
                .findFirst()
                .orElse(null);
        int ifindex =
                network == null ? 0 : links.find(network).map(Link::ifindex).orElse(0);
        devices.put(port, new Device(devargs, network, ifindex, isDriven(port)));
    }

    void forget(String port) {
        devices.remove(port);
    }

    /** With what a port was plugged, also one that has gone since with its device. */
    @Nullable
    String devargs(String port) {
        Device device = devices.get(port);
        return device == null ? null : device.devargs();
    }

    /** Why a port forwards nothing any more: what it was made of has gone, though something of the same name may be there. */
    Optional<DataplaneException> loss(String port) {
        Device device = devices.get(port);
        if (device == null) {
            return Optional.empty();
        }
        String network = device.network();
        if (network != null) {
            return links.find(network)
                            .filter(link -> link.ifindex() == device.ifindex())
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of(lost(port, "the interface " + network));
        }
        return absence(port);
    }

    /** Why a port cannot be plugged again at the moment: there is nothing of the name that it was on. */
    Optional<DataplaneException> absence(String port) {
        Device device = devices.get(port);
        if (device != null && device.network() != null) {
            return links.find(device.network()).isPresent()
                    ? Optional.empty()
                    : Optional.of(lost(port, "the interface " + device.network()));
        }
        // A kernel that removes a device takes it from its driver, and then waits until nobody has it open.
        boolean gone = port.matches(Syntax.PCI_ADDRESS)
                && (!Files.exists(pci.resolve(port)) || device != null && device.driven() && !isDriven(port));
        return gone ? Optional.of(lost(port, "the PCI device")) : Optional.empty();
    }

    private boolean isDriven(String port) {
        return port.matches(Syntax.PCI_ADDRESS)
                && Files.exists(pci.resolve(port).resolve("driver"));
    }

    private static DataplaneException lost(String port, String what) {
        return new DataplaneException(
                Code.DEVICE_LOST,
                "port",
                "%s of port %s is gone".formatted(what, port),
                "Bring it back: the pair is then built again by itself. Or DELETE the pair.");
    }
}
