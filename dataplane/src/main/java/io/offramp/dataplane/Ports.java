package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.eal.Eal;
import io.offramp.dataplane.eal.EalException;
import io.offramp.dataplane.ethdev.EthPort;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds, plugs and unplugs ports. For the control thread alone. */
final class Ports {
    private static final String PCI_WITHOUT_DOMAIN = "[0-9a-fA-F]{1,2}:[0-9a-fA-F]{1,2}\\.[0-7]";

    private final Eal eal;
    /** By device name, those that EAL's arguments did not bring. */
    private final Map<String, String> pluggedWith = new HashMap<>();

    Ports(Eal eal) {
        this.eal = eal;
    }

    /** EAL passes over a PCI device that no driver of DPDK takes, such as a NIC that is still the kernel's. */
    void requireRequested() {
        eal.requestedDevices().forEach(Ports::requireRequested);
    }

    private static void requireRequested(String device) {
        String name = device.matches(PCI_WITHOUT_DOMAIN) ? "0000:" + device : device;
        if (name.indexOf(':') >= 0 && EthPort.find(name).isEmpty()) {
            throw new DataplaneException(
                    Code.EAL_FAILED,
                    null,
                    "DPDK made no port of %s, which offramp.eal.arguments names".formatted(name),
                    "Bind it to vfio-pci: modprobe vfio-pci && dpdk-devbind.py --bind=vfio-pci %s".formatted(name));
        }
    }

    /** @param field the field of the request that names the port */
    EthPort require(String name, @Nullable String field) {
        return EthPort.find(name)
                .orElseThrow(() -> new DataplaneException(
                        Code.PORT_NOT_FOUND,
                        field,
                        "there is no port named %s".formatted(name),
                        "GET /api/v1/ports lists the ports that there are."));
    }

    EthPort plug(String devargs) {
        String name = PortDevargs.name(devargs);
        if (EthPort.find(name).isPresent()) {
            throw new DataplaneException(
                    Code.PORT_EXISTS,
                    "devargs",
                    "there is a port named %s already".formatted(name),
                    "Choose another device name.");
        }
        if (EthPort.all().size() >= EthPort.LIMIT) {
            throw PairFactory.portLimit("devargs");
        }
        try {
            eal.plug(devargs);
        } catch (EalException refused) {
            throw Failures.of(refused, "devargs");
        }
        EthPort port = EthPort.find(name).orElseThrow(() -> {
            eal.unplug(name);
            return new DataplaneException(
                    Code.DEVICE_REFUSED, "devargs", "%s is no ethdev port".formatted(name), "Give a network device.");
        });
        pluggedWith.put(name, devargs);
        return port;
    }

    /** With what a port was plugged at run time; {@code null} when it came with EAL's arguments. */
    @Nullable
    String devargs(String name) {
        return pluggedWith.get(name);
    }

    /** A port that no pair uses. */
    void unplug(String name) {
        eal.unplug(name);
        pluggedWith.remove(name);
    }
}
