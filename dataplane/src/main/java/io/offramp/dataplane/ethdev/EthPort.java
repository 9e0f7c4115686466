package io.offramp.dataplane.ethdev;

import static io.offramp.dataplane.ethdev.EthdevException.check;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.offramp.dataplane.ffm.RteEthFpOps;
import io.offramp.dataplane.ffm.RteEthStructs;
import io.offramp.dataplane.ffm.RteEthdev;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * A port, by its id; it owns nothing. All methods are for the control thread, and fail with {@link EthdevException}.
 *
 * @param id the port id, 0 to {@link #LIMIT} less one
 */
public record EthPort(int id) {
    /** Ports that this DPDK build can have. */
    public static final int LIMIT = RteEthStructs.RTE_MAX_ETHPORTS;

    private static final int ENOTSUP = 95;

    /**
     * The ports that exist.
     *
     * @return in order of their ids
     */
    public static List<EthPort> all() {
        return IntStream.iterate(next(0), id -> id < LIMIT, id -> next(id + 1))
                .mapToObj(EthPort::new)
                .toList();
    }

    private static int next(int from) {
        return Short.toUnsignedInt(RteEthdev.rte_eth_find_next((short) from));
    }

    /**
     * The port of a device.
     *
     * @param name its device name
     * @return the port, or empty when there is none
     */
    public static Optional<EthPort> find(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment id = arena.allocate(JAVA_SHORT);
            return RteEthdev.rte_eth_dev_get_port_by_name(arena.allocateFrom(name), id) == 0
                    ? Optional.of(new EthPort(Short.toUnsignedInt(id.get(JAVA_SHORT, 0))))
                    : Optional.empty();
        }
    }

    /**
     * Its device name.
     *
     * @return such as {@code 0000:84:00.0}
     */
    public String name() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(RteEthStructs.RTE_ETH_NAME_MAX_LEN);
            check(RteEthdev.rte_eth_dev_get_name_by_port(port(), name), "rte_eth_dev_get_name_by_port", "port", id);
            return name.getString(0);
        }
    }

    /**
     * What it can do.
     *
     * @return as the driver says now
     */
    public PortInfo info() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = RteEthStructs.DevInfo.allocate(arena);
            check(RteEthdev.rte_eth_dev_info_get(port(), info), "rte_eth_dev_info_get", "port", id);
            return new PortInfo(
                    RteEthStructs.DevInfo.driverName(info),
                    RteEthStructs.DevInfo.maxMtu(info),
                    RteEthStructs.DevInfo.maxRxQueues(info),
                    RteEthStructs.DevInfo.maxTxQueues(info),
                    RteEthStructs.DevInfo.txOffloadCapa(info));
        }
    }

    /**
     * Configures the stopped port and its queues: as many for receiving as for sending, with the driver's defaults, and
     * {@code MBUF_FAST_FREE} where it is offered.
     *
     * @param queues queue pairs
     * @param queueSize descriptors a queue, brought within the driver's limits
     * @param mtu bytes
     * @param mempool where received packets lie
     */
    public void configure(int queues, int queueSize, int mtu, Mempool mempool) {
        configure(queues, queueSize, mtu, mempool, false);
    }

    /**
     * As {@link #configure(int, int, int, Mempool)}.
     *
     * @param queues queue pairs
     * @param queueSize descriptors a queue, brought within the driver's limits
     * @param mtu bytes
     * @param mempool where received packets lie
     * @param linkInterrupts whether the driver shall watch its link on EAL's interrupt thread; {@link #link} then tells what
     *     was last seen and does not ask the driver. Not every driver can: the start of the port fails then.
     */
    public void configure(int queues, int queueSize, int mtu, Mempool mempool, boolean linkInterrupts) {
        long offloads = info().txOffloads() & RteEthStructs.RTE_ETH_TX_OFFLOAD_MBUF_FAST_FREE;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment conf = RteEthStructs.Conf.allocate(arena, mtu, offloads, linkInterrupts);
            check(
                    RteEthdev.rte_eth_dev_configure(port(), (short) queues, (short) queues, conf),
                    "rte_eth_dev_configure",
                    "port",
                    id,
                    "queues",
                    queues);
            MemorySegment rxDescriptors = arena.allocateFrom(JAVA_SHORT, (short) queueSize);
            MemorySegment txDescriptors = arena.allocateFrom(JAVA_SHORT, (short) queueSize);
            check(
                    RteEthdev.rte_eth_dev_adjust_nb_rx_tx_desc(port(), rxDescriptors, txDescriptors),
                    "rte_eth_dev_adjust_nb_rx_tx_desc",
                    "port",
                    id);
            int socket = RteEthdev.rte_eth_dev_socket_id(port());
            for (int queue = 0; queue < queues; queue++) {
                short rx = rxDescriptors.get(JAVA_SHORT, 0);
                check(
                        RteEthdev.rte_eth_rx_queue_setup(
                                port(), (short) queue, rx, socket, MemorySegment.NULL, mempool.pointer()),
                        "rte_eth_rx_queue_setup",
                        "port",
                        id,
                        "queue",
                        queue,
                        "descriptors",
                        rx);
                short tx = txDescriptors.get(JAVA_SHORT, 0);
                check(
                        RteEthdev.rte_eth_tx_queue_setup(port(), (short) queue, tx, socket, MemorySegment.NULL),
                        "rte_eth_tx_queue_setup",
                        "port",
                        id,
                        "queue",
                        queue,
                        "descriptors",
                        tx);
            }
        }
    }

    /** Starts the configured port. */
    public void start() {
        check(RteEthdev.rte_eth_dev_start(port()), "rte_eth_dev_start", "port", id);
    }

    /** Stops the port; one that is stopped stays so. */
    public void stop() {
        check(RteEthdev.rte_eth_dev_stop(port()), "rte_eth_dev_stop", "port", id);
    }

    /**
     * A receive queue of the started port.
     *
     * @param queue its number
     * @return valid until the port is stopped
     */
    public RteEthFpOps.Queue rxQueue(int queue) {
        return RteEthFpOps.rx(id, queue);
    }

    /**
     * A transmit queue of the started port.
     *
     * @param queue its number
     * @return valid until the port is stopped
     */
    public RteEthFpOps.Queue txQueue(int queue) {
        return RteEthFpOps.tx(id, queue);
    }

    /**
     * Its MAC address.
     *
     * @return the primary one
     */
    public MacAddress mac() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = RteEthStructs.Small.allocateEtherAddr(arena);
            check(RteEthdev.rte_eth_macaddr_get(port(), address), "rte_eth_macaddr_get", "port", id);
            return MacAddress.of(address.toArray(JAVA_BYTE));
        }
    }

    /**
     * Changes its primary MAC address; no change when it is that.
     *
     * @param mac a unicast address that was not added by {@link #addMac}
     * @return false when the driver has no such operation, and so the port keeps the one it has
     */
    public boolean defaultMac(MacAddress mac) {
        return withMac(
                mac,
                address -> RteEthdev.rte_eth_dev_default_mac_addr_set(port(), address),
                "rte_eth_dev_default_mac_addr_set");
    }

    /**
     * Has it receive frames for a further MAC address too; no change when it does.
     *
     * @param mac the address
     * @return false when the driver has no such operation
     */
    public boolean addMac(MacAddress mac) {
        return withMac(
                mac, address -> RteEthdev.rte_eth_dev_mac_addr_add(port(), address, 0), "rte_eth_dev_mac_addr_add");
    }

    /**
     * Ends {@link #addMac}; no change when it was not added.
     *
     * @param mac the address, not the primary one
     * @return false when the driver has no such operation
     */
    public boolean removeMac(MacAddress mac) {
        return withMac(
                mac, address -> RteEthdev.rte_eth_dev_mac_addr_remove(port(), address), "rte_eth_dev_mac_addr_remove");
    }

    private boolean withMac(MacAddress mac, ToIntFunction<MemorySegment> call, String function) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = RteEthStructs.Small.allocateEtherAddr(arena);
            MemorySegment.copy(mac.bytes(), 0, address, JAVA_BYTE, 0, (int) address.byteSize());
            return supported(call.applyAsInt(address), function, "port", id, "mac", mac);
        }
    }

    /**
     * Its MTU.
     *
     * @return bytes
     */
    public int mtu() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mtu = arena.allocate(JAVA_SHORT);
            check(RteEthdev.rte_eth_dev_get_mtu(port(), mtu), "rte_eth_dev_get_mtu", "port", id);
            return Short.toUnsignedInt(mtu.get(JAVA_SHORT, 0));
        }
    }

    /**
     * Changes its MTU.
     *
     * @param bytes the new one
     * @return false when the driver has no such operation, and so carries whatever fits its buffers
     */
    public boolean mtu(int bytes) {
        return supported(
                RteEthdev.rte_eth_dev_set_mtu(port(), (short) bytes), "rte_eth_dev_set_mtu", "port", id, "mtu", bytes);
    }

    /**
     * Has it receive frames for any destination, or ends that.
     *
     * @param on whether to
     * @return false when it was otherwise and the driver has no such operation
     */
    public boolean promiscuous(boolean on) {
        return on
                ? supported(RteEthdev.rte_eth_promiscuous_enable(port()), "rte_eth_promiscuous_enable", "port", id)
                : supported(RteEthdev.rte_eth_promiscuous_disable(port()), "rte_eth_promiscuous_disable", "port", id);
    }

    /**
     * Whether it receives frames for any destination.
     *
     * @return as last set
     */
    public boolean promiscuous() {
        return check(RteEthdev.rte_eth_promiscuous_get(port()), "rte_eth_promiscuous_get", "port", id) == 1;
    }

    /**
     * Has it receive all multicast frames, or ends that.
     *
     * @param on whether to
     * @return false when it was otherwise and the driver has no such operation
     */
    public boolean allMulticast(boolean on) {
        return on
                ? supported(RteEthdev.rte_eth_allmulticast_enable(port()), "rte_eth_allmulticast_enable", "port", id)
                : supported(RteEthdev.rte_eth_allmulticast_disable(port()), "rte_eth_allmulticast_disable", "port", id);
    }

    /**
     * Whether it receives all multicast frames.
     *
     * @return as last set
     */
    public boolean allMulticast() {
        return check(RteEthdev.rte_eth_allmulticast_get(port()), "rte_eth_allmulticast_get", "port", id) == 1;
    }

    /**
     * Sets its link up or down, as far as a driver lets that be told.
     *
     * @param up which of both
     * @return false when the driver has no such operation
     */
    public boolean linkUp(boolean up) {
        return up
                ? supported(RteEthdev.rte_eth_dev_set_link_up(port()), "rte_eth_dev_set_link_up", "port", id)
                : supported(RteEthdev.rte_eth_dev_set_link_down(port()), "rte_eth_dev_set_link_down", "port", id);
    }

    /**
     * The NUMA node that it is attached to.
     *
     * @return -1 when unknown
     */
    public int numaNode() {
        return RteEthdev.rte_eth_dev_socket_id(port());
    }

    /**
     * Its link.
     *
     * @return as known now
     */
    public LinkStatus link() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment link = RteEthStructs.Small.allocateLink(arena);
            check(RteEthdev.rte_eth_link_get_nowait(port(), link), "rte_eth_link_get_nowait", "port", id);
            return LinkStatus.of(link);
        }
    }

    /**
     * Its basic counters.
     *
     * @return since the port was made
     */
    public PortStats stats() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment stats = RteEthStructs.Stats.allocate(arena);
            check(RteEthdev.rte_eth_stats_get(port(), stats), "rte_eth_stats_get", "port", id);
            return new PortStats(
                    RteEthStructs.Stats.get(stats, "ipackets"),
                    RteEthStructs.Stats.get(stats, "opackets"),
                    RteEthStructs.Stats.get(stats, "ibytes"),
                    RteEthStructs.Stats.get(stats, "obytes"),
                    RteEthStructs.Stats.get(stats, "imissed"),
                    RteEthStructs.Stats.get(stats, "ierrors"),
                    RteEthStructs.Stats.get(stats, "oerrors"),
                    RteEthStructs.Stats.get(stats, "rx_nombuf"));
        }
    }

    /**
     * Its extended counters.
     *
     * @return values by name, in the driver's order
     */
    public Map<String, Long> xstats() {
        int count = check(
                RteEthdev.rte_eth_xstats_get_names(port(), MemorySegment.NULL, 0),
                "rte_eth_xstats_get_names",
                "port",
                id);
        Map<String, Long> xstats = new LinkedHashMap<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment names = RteEthStructs.Xstats.allocateNames(arena, count);
            MemorySegment values = RteEthStructs.Xstats.allocateValues(arena, count);
            check(RteEthdev.rte_eth_xstats_get_names(port(), names, count), "rte_eth_xstats_get_names", "port", id);
            int read = check(RteEthdev.rte_eth_xstats_get(port(), values, count), "rte_eth_xstats_get", "port", id);
            for (int i = 0; i < Math.min(read, count); i++) {
                xstats.put(RteEthStructs.Xstats.name(names, i), RteEthStructs.Xstats.value(values, i));
            }
        }
        return xstats;
    }

    /** Passes on whether a driver has an operation; any other failure of it is one. */
    private static boolean supported(int result, String function, Object... arguments) {
        if (result == -ENOTSUP) {
            return false;
        }
        check(result, function, arguments);
        return true;
    }

    private short port() {
        return (short) id;
    }
}
