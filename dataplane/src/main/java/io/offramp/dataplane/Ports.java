package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.eal.Eal;
import io.offramp.dataplane.eal.EalException;
import io.offramp.dataplane.ethdev.EthPort;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds, plugs and unplugs ports. For the control thread alone. */
final class Ports {
    private static final String PCI_WITHOUT_DOMAIN = "[0-9a-fA-F]{1,2}:[0-9a-fA-F]{1,2}\\.[0-7]";

    private final Eal eal;
    private final BoundDevices bound;
    private final PortDevices devices;
    /** By device name, those that EAL's arguments did not bring. */
    private final Map<String, String> pluggedWith = new HashMap<>();

    Ports(Eal eal, BoundDevices bound, PortDevices devices) {
        this.eal = eal;
        this.bound = bound;
        this.devices = devices;
    }

    /** EAL passes over a PCI device that no driver of DPDK takes, such as a NIC that is still the kernel's. */
    void requireRequested() {
        eal.requestedDevices().forEach(this::requireRequested);
    }

    private void requireRequested(String devargs) {
        String device = devargs.split(",", 2)[0];
        String name = device.matches(PCI_WITHOUT_DOMAIN) ? "0000:" + device : device;
        devices.note(name, devargs);
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
            devices.note(name, devargs);
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

    /** Why a port forwards nothing any more. */
    Optional<DataplaneException> loss(String name) {
        return EthPort.find(name).flatMap(port -> devices.loss(name));
    }

    /** Removes a port whose device has gone; no pair uses it any more. */
    void removeLost(String name) {
        eal.unplug(name);
    }

    /**
     * Plugs a port that a pair needs, when it is not there: one that was plugged at run time, or went with its device.
     *
     * @param remembered with what it was plugged at run time, as the pair remembers it
     */
    void bringBack(String name, @Nullable String remembered) {
        if (EthPort.find(name).isPresent()) {
            return;
        }
        String devargs = remembered == null ? devices.devargs(name) : remembered;
        if (devargs == null) {
            return;
        }
        devices.absence(name).ifPresent(absence -> {
            throw absence;
        });
        if (remembered == null) {
            // The operator's own, from EAL's arguments, which may say more than a caller of the API may.
            probe(devargs, name);
            devices.note(name, devargs);
        } else {
            plug(remembered, bound.contains(name));
        }
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
        devices.forget(name);
        bound.giveBack(name);
    }

    /** Gives a NIC back whose port is gone already, as after a restart or a failure; whether there was anything to give back. */
    boolean giveBack(String name) {
        boolean owed = EthPort.find(name).isEmpty() && bound.contains(name);
        if (owed) {
            bound.giveBack(name);
        }
        return owed;
    }
}
