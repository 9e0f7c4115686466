package io.offramp.e2e.service;

import io.offramp.e2e.machine.Machine;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A network interface as {@code ip -s -j link} tells it, so by other means than the service's own netlink.
 *
 * @param name its name
 * @param mac its MAC address
 * @param mtu its MTU in bytes
 * @param up whether it is administratively up
 * @param carrier whether it has a carrier
 * @param received what the kernel received from it
 * @param sent what the kernel sent into it
 * @param rxDropped packets that the kernel refused
 * @param txDropped packets that found its queue full
 */
public record KernelLink(
        String name,
        String mac,
        int mtu,
        boolean up,
        boolean carrier,
        Amount received,
        Amount sent,
        long rxDropped,
        long txDropped) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * All interfaces of the machine's own namespace.
     *
     * @param machine where
     * @return in the kernel's order
     */
    public static List<KernelLink> all(Machine machine) {
        JsonNode links = JSON.readTree(machine.sh("ip -s -j link show"));
        return StreamSupport.stream(links.spliterator(), false)
                .map(KernelLink::from)
                .toList();
    }

    /**
     * One interface.
     *
     * @param machine where
     * @param name its name
     * @return as it is now
     */
    public static KernelLink named(Machine machine, String name) {
        return all(machine).stream()
                .filter(link -> link.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("the kernel has no interface " + name));
    }

    private static KernelLink from(JsonNode link) {
        JsonNode rx = link.required("stats64").required("rx");
        JsonNode tx = link.required("stats64").required("tx");
        List<String> flags = StreamSupport.stream(link.required("flags").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
        return new KernelLink(
                link.required("ifname").asString(),
                link.required("address").asString(),
                link.required("mtu").asInt(),
                flags.contains("UP"),
                flags.contains("LOWER_UP"),
                amount(rx),
                amount(tx),
                rx.required("dropped").asLong(),
                tx.required("dropped").asLong());
    }

    private static Amount amount(JsonNode way) {
        return new Amount(
                way.required("packets").asLong(), way.required("bytes").asLong());
    }
}
