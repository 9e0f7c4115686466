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
    private final BoundDevices bound;
    /** By device name, those that EAL's arguments did not bring. */
    private final Map<String, String> pluggedWith = new HashMap<>();

    Ports(Eal eal, BoundDevices bound) {
        this.eal = eal;
        this.bound = bound;
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

    /** Plugs a remembered port, as it was plugged. */
    EthPort plugAgain(String devargs) {
        return plug(devargs, bound.contains(PortDevargs.name(devargs)));
    }

    /** @param bind whether a NIC that the kernel has is taken from it */
    EthPort plug(String devargs, boolean bind) {
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
        if (bind && name.indexOf(':') < 0) {
            throw new DataplaneException(
                    Code.INVALID_VALUE,
                    "bind",
                    "%s is no PCI device: there is nothing to bind".formatted(name),
                    "Leave bind out.");
        }
        Undo undo = bind ? bound.take(name) : new Undo();
        try {
            EthPort port = probe(devargs, name);
            pluggedWith.put(name, devargs);
            return port;
        } catch (DataplaneException refused) {
            undo.because(refused);
            throw refused;
        }
    }

    private EthPort probe(String devargs, String name) {
        try {
            eal.plug(devargs);
        } catch (EalException refused) {
            throw Failures.of(refused, "devargs");
        }
        return EthPort.find(name).orElseThrow(() -> {
            eal.unplug(name);
            return new DataplaneException(
                    Code.DEVICE_REFUSED, "devargs", "%s is no ethdev port".formatted(name), "Give a network device.");
        });
    }

    /** With what a port was plugged at run time; {@code null} when it came with EAL's arguments. */
    @Nullable
    String devargs(String name) {
        return pluggedWith.get(name);
    }

    /** A port that no pair uses. A NIC that was taken from the kernel for it is given back. */
    void unplug(String name) {
        eal.unplug(name);
        pluggedWith.remove(name);
        bound.giveBack(name);
    }

    /** Gives a NIC back whose port is gone already, as after a restart or a failure; whether there was anything to give back. */
    boolean giveBack(String name) {
        boolean owed = EthPort.find(name).isEmpty() && bound.contains(name);
        bound.giveBack(name);
        return owed;
    }
}
