package io.offramp.dataplane.ffm;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * librte_ethdev: control of ports ({@code rte_ethdev.h}). A port id is a {@code uint16_t}.
 */
public final class RteEthdev {
    private static final NativeLibrary LIBRARY = Dpdk.get().library("ethdev");
    private static final MethodHandle RTE_ETH_FIND_NEXT = LIBRARY.function("rte_eth_find_next", JAVA_SHORT, JAVA_SHORT);
    private static final MethodHandle RTE_ETH_DEV_GET_PORT_BY_NAME =
            LIBRARY.function("rte_eth_dev_get_port_by_name", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle RTE_ETH_DEV_GET_NAME_BY_PORT =
            LIBRARY.function("rte_eth_dev_get_name_by_port", JAVA_INT, JAVA_SHORT, ADDRESS);
    private static final MethodHandle RTE_ETH_DEV_SOCKET_ID =
            LIBRARY.function("rte_eth_dev_socket_id", JAVA_INT, JAVA_SHORT);
    private static final MethodHandle RTE_ETH_DEV_INFO_GET =
            LIBRARY.function("rte_eth_dev_info_get", JAVA_INT, JAVA_SHORT, ADDRESS);
    private static final MethodHandle RTE_ETH_DEV_CONFIGURE =
            LIBRARY.function("rte_eth_dev_configure", JAVA_INT, JAVA_SHORT, JAVA_SHORT, JAVA_SHORT, ADDRESS);
    private static final MethodHandle RTE_ETH_DEV_ADJUST_NB_RX_TX_DESC =
            LIBRARY.function("rte_eth_dev_adjust_nb_rx_tx_desc", JAVA_INT, JAVA_SHORT, ADDRESS, ADDRESS);
    private static final MethodHandle RTE_ETH_RX_QUEUE_SETUP = LIBRARY.function(
            "rte_eth_rx_queue_setup", JAVA_INT, JAVA_SHORT, JAVA_SHORT, JAVA_SHORT, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle RTE_ETH_TX_QUEUE_SETUP =
            LIBRARY.function("rte_eth_tx_queue_setup", JAVA_INT, JAVA_SHORT, JAVA_SHORT, JAVA_SHORT, JAVA_INT, ADDRESS);
    private static final MethodHandle RTE_ETH_DEV_START = LIBRARY.function("rte_eth_dev_start", JAVA_INT, JAVA_SHORT);
    private static final MethodHandle RTE_ETH_DEV_STOP = LIBRARY.function("rte_eth_dev_stop", JAVA_INT, JAVA_SHORT);
    private static final MethodHandle RTE_ETH_MACADDR_GET =
            LIBRARY.function("rte_eth_macaddr_get", JAVA_INT, JAVA_SHORT, ADDRESS);
    private static final MethodHandle RTE_ETH_LINK_GET_NOWAIT =
            LIBRARY.function("rte_eth_link_get_nowait", JAVA_INT, JAVA_SHORT, ADDRESS);
    private static final MethodHandle RTE_ETH_STATS_GET =
            LIBRARY.function("rte_eth_stats_get", JAVA_INT, JAVA_SHORT, ADDRESS);
    private static final MethodHandle RTE_ETH_XSTATS_GET =
            LIBRARY.function("rte_eth_xstats_get", JAVA_INT, JAVA_SHORT, ADDRESS, JAVA_INT);
    private static final MethodHandle RTE_ETH_XSTATS_GET_NAMES =
            LIBRARY.function("rte_eth_xstats_get_names", JAVA_INT, JAVA_SHORT, ADDRESS, JAVA_INT);
    private static final MethodHandle RTE_ETH_PROMISCUOUS_ENABLE =
            LIBRARY.function("rte_eth_promiscuous_enable", JAVA_INT, JAVA_SHORT);
    private static final MethodHandle RTE_ETH_PROMISCUOUS_DISABLE =
            LIBRARY.function("rte_eth_promiscuous_disable", JAVA_INT, JAVA_SHORT);
    private static final MethodHandle RTE_ETH_PROMISCUOUS_GET =
            LIBRARY.function("rte_eth_promiscuous_get", JAVA_INT, JAVA_SHORT);
    private static final MethodHandle RTE_ETH_ALLMULTICAST_ENABLE =
            LIBRARY.function("rte_eth_allmulticast_enable", JAVA_INT, JAVA_SHORT);
    private static final MethodHandle RTE_ETH_ALLMULTICAST_DISABLE =
            LIBRARY.function("rte_eth_allmulticast_disable", JAVA_INT, JAVA_SHORT);
    private static final MethodHandle RTE_ETH_ALLMULTICAST_GET =
            LIBRARY.function("rte_eth_allmulticast_get", JAVA_INT, JAVA_SHORT);
    private static final MethodHandle RTE_ETH_DEV_DEFAULT_MAC_ADDR_SET =
            LIBRARY.function("rte_eth_dev_default_mac_addr_set", JAVA_INT, JAVA_SHORT, ADDRESS);
    private static final MethodHandle RTE_ETH_DEV_MAC_ADDR_ADD =
            LIBRARY.function("rte_eth_dev_mac_addr_add", JAVA_INT, JAVA_SHORT, ADDRESS, JAVA_INT);
    private static final MethodHandle RTE_ETH_DEV_MAC_ADDR_REMOVE =
            LIBRARY.function("rte_eth_dev_mac_addr_remove", JAVA_INT, JAVA_SHORT, ADDRESS);
    private static final MethodHandle RTE_ETH_DEV_SET_LINK_UP =
            LIBRARY.function("rte_eth_dev_set_link_up", JAVA_INT, JAVA_SHORT);
    private static final MethodHandle RTE_ETH_DEV_SET_LINK_DOWN =
            LIBRARY.function("rte_eth_dev_set_link_down", JAVA_INT, JAVA_SHORT);
    private static final MethodHandle RTE_ETH_DEV_GET_MTU =
            LIBRARY.function("rte_eth_dev_get_mtu", JAVA_INT, JAVA_SHORT, ADDRESS);
    private static final MethodHandle RTE_ETH_DEV_SET_MTU =
            LIBRARY.function("rte_eth_dev_set_mtu", JAVA_INT, JAVA_SHORT, JAVA_SHORT);

    private RteEthdev() {}

    /**
     * The first valid port from an id on.
     *
     * @param port_id where to begin
     * @return its id, or RTE_MAX_ETHPORTS when there is none
     */
    public static short rte_eth_find_next(short port_id) {
        try {
            return (short) RTE_ETH_FIND_NEXT.invokeExact(port_id);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * The port of a device.
     *
     * @param name {@code const char *}
     * @param port_id {@code uint16_t *}, filled in
     * @return 0, or a negative errno
     */
    public static int rte_eth_dev_get_port_by_name(MemorySegment name, MemorySegment port_id) {
        try {
            return (int) RTE_ETH_DEV_GET_PORT_BY_NAME.invokeExact(name, port_id);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * The device name of a port.
     *
     * @param port_id the port
     * @param name {@code char[RTE_ETH_NAME_MAX_LEN]}, filled in
     * @return 0, or a negative errno
     */
    public static int rte_eth_dev_get_name_by_port(short port_id, MemorySegment name) {
        try {
            return (int) RTE_ETH_DEV_GET_NAME_BY_PORT.invokeExact(port_id, name);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * The NUMA node of a port.
     *
     * @param port_id the port
     * @return the node, or -1 when unknown
     */
    public static int rte_eth_dev_socket_id(short port_id) {
        try {
            return (int) RTE_ETH_DEV_SOCKET_ID.invokeExact(port_id);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * What a port can do.
     *
     * @param port_id the port
     * @param dev_info {@code struct rte_eth_dev_info *}, filled in
     * @return 0, or a negative errno
     */
    public static int rte_eth_dev_info_get(short port_id, MemorySegment dev_info) {
        try {
            return (int) RTE_ETH_DEV_INFO_GET.invokeExact(port_id, dev_info);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Configures a stopped port.
     *
     * @param port_id the port
     * @param nb_rx_queue receive queues
     * @param nb_tx_queue transmit queues
     * @param eth_conf {@code const struct rte_eth_conf *}
     * @return 0, or a negative errno
     */
    public static int rte_eth_dev_configure(
            short port_id, short nb_rx_queue, short nb_tx_queue, MemorySegment eth_conf) {
        try {
            return (int) RTE_ETH_DEV_CONFIGURE.invokeExact(port_id, nb_rx_queue, nb_tx_queue, eth_conf);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Brings descriptor numbers within the driver's limits.
     *
     * @param port_id the port
     * @param nb_rx_desc {@code uint16_t *}, changed
     * @param nb_tx_desc {@code uint16_t *}, changed
     * @return 0, or a negative errno
     */
    public static int rte_eth_dev_adjust_nb_rx_tx_desc(
            short port_id, MemorySegment nb_rx_desc, MemorySegment nb_tx_desc) {
        try {
            return (int) RTE_ETH_DEV_ADJUST_NB_RX_TX_DESC.invokeExact(port_id, nb_rx_desc, nb_tx_desc);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Sets up a receive queue.
     *
     * @param port_id the port
     * @param rx_queue_id the queue
     * @param nb_rx_desc descriptors
     * @param socket_id NUMA node, or -1 for any
     * @param rx_conf {@code const struct rte_eth_rxconf *}, or NULL for the driver's default
     * @param mb_pool {@code struct rte_mempool *} to take mbufs from
     * @return 0, or a negative errno
     */
    public static int rte_eth_rx_queue_setup(
            short port_id,
            short rx_queue_id,
            short nb_rx_desc,
            int socket_id,
            MemorySegment rx_conf,
            MemorySegment mb_pool) {
        try {
            return (int)
                    RTE_ETH_RX_QUEUE_SETUP.invokeExact(port_id, rx_queue_id, nb_rx_desc, socket_id, rx_conf, mb_pool);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Sets up a transmit queue.
     *
     * @param port_id the port
     * @param tx_queue_id the queue
     * @param nb_tx_desc descriptors
     * @param socket_id NUMA node, or -1 for any
     * @param tx_conf {@code const struct rte_eth_txconf *}, or NULL for the driver's default
     * @return 0, or a negative errno
     */
    public static int rte_eth_tx_queue_setup(
            short port_id, short tx_queue_id, short nb_tx_desc, int socket_id, MemorySegment tx_conf) {
        try {
            return (int) RTE_ETH_TX_QUEUE_SETUP.invokeExact(port_id, tx_queue_id, nb_tx_desc, socket_id, tx_conf);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Starts a configured port.
     *
     * @param port_id the port
     * @return 0, or a negative errno
     */
    public static int rte_eth_dev_start(short port_id) {
        try {
            return (int) RTE_ETH_DEV_START.invokeExact(port_id);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Stops a port.
     *
     * @param port_id the port
     * @return 0, or a negative errno
     */
    public static int rte_eth_dev_stop(short port_id) {
        try {
            return (int) RTE_ETH_DEV_STOP.invokeExact(port_id);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * The MAC address of a port.
     *
     * @param port_id the port
     * @param mac_addr {@code struct rte_ether_addr *}, filled in
     * @return 0, or a negative errno
     */
    public static int rte_eth_macaddr_get(short port_id, MemorySegment mac_addr) {
        try {
            return (int) RTE_ETH_MACADDR_GET.invokeExact(port_id, mac_addr);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * The link of a port, without waiting for a negotiation.
     *
     * @param port_id the port
     * @param link {@code struct rte_eth_link *}, filled in
     * @return 0, or a negative errno
     */
    public static int rte_eth_link_get_nowait(short port_id, MemorySegment link) {
        try {
            return (int) RTE_ETH_LINK_GET_NOWAIT.invokeExact(port_id, link);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * The basic counters of a port.
     *
     * @param port_id the port
     * @param stats {@code struct rte_eth_stats *}, filled in
     * @return 0, or a negative errno
     */
    public static int rte_eth_stats_get(short port_id, MemorySegment stats) {
        try {
            return (int) RTE_ETH_STATS_GET.invokeExact(port_id, stats);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * The extended counters of a port.
     *
     * @param port_id the port
     * @param xstats {@code struct rte_eth_xstat *}, or NULL to ask how many there are
     * @param n room in xstats
     * @return how many there are, or a negative errno
     */
    public static int rte_eth_xstats_get(short port_id, MemorySegment xstats, int n) {
        try {
            return (int) RTE_ETH_XSTATS_GET.invokeExact(port_id, xstats, n);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * The names of the extended counters of a port.
     *
     * @param port_id the port
     * @param xstats_names {@code struct rte_eth_xstat_name *}, or NULL to ask how many there are
     * @param size room in xstats_names
     * @return how many there are, or a negative errno
     */
    public static int rte_eth_xstats_get_names(short port_id, MemorySegment xstats_names, int size) {
        try {
            return (int) RTE_ETH_XSTATS_GET_NAMES.invokeExact(port_id, xstats_names, size);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Has a port receive frames for any destination.
     *
     * @param port_id the port
     * @return 0, or a negative errno
     */
    public static int rte_eth_promiscuous_enable(short port_id) {
        try {
            return (int) RTE_ETH_PROMISCUOUS_ENABLE.invokeExact(port_id);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Ends {@link #rte_eth_promiscuous_enable}.
     *
     * @param port_id the port
     * @return 0, or a negative errno
     */
    public static int rte_eth_promiscuous_disable(short port_id) {
        try {
            return (int) RTE_ETH_PROMISCUOUS_DISABLE.invokeExact(port_id);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Whether a port receives frames for any destination.
     *
     * @param port_id the port
     * @return 1 or 0, or -1 for an invalid port
     */
    public static int rte_eth_promiscuous_get(short port_id) {
        try {
            return (int) RTE_ETH_PROMISCUOUS_GET.invokeExact(port_id);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * The MTU of a port.
     *
     * @param port_id the port
     * @param mtu {@code uint16_t *}, filled in
     * @return 0, or a negative errno
     */
    public static int rte_eth_dev_get_mtu(short port_id, MemorySegment mtu) {
        try {
            return (int) RTE_ETH_DEV_GET_MTU.invokeExact(port_id, mtu);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Changes the MTU of a port.
     *
     * @param port_id the port
     * @param mtu bytes
     * @return 0, or a negative errno
     */
    public static int rte_eth_dev_set_mtu(short port_id, short mtu) {
        try {
            return (int) RTE_ETH_DEV_SET_MTU.invokeExact(port_id, mtu);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Has a port receive all multicast frames.
     *
     * @param port_id the port
     * @return 0, or a negative errno
     */
    public static int rte_eth_allmulticast_enable(short port_id) {
        try {
            return (int) RTE_ETH_ALLMULTICAST_ENABLE.invokeExact(port_id);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Ends {@link #rte_eth_allmulticast_enable}.
     *
     * @param port_id the port
     * @return 0, or a negative errno
     */
    public static int rte_eth_allmulticast_disable(short port_id) {
        try {
            return (int) RTE_ETH_ALLMULTICAST_DISABLE.invokeExact(port_id);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Whether a port receives all multicast frames.
     *
     * @param port_id the port
     * @return 1 or 0, or -1 for an invalid port
     */
    public static int rte_eth_allmulticast_get(short port_id) {
        try {
            return (int) RTE_ETH_ALLMULTICAST_GET.invokeExact(port_id);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Changes the primary MAC address of a port.
     *
     * @param port_id the port
     * @param mac_addr {@code struct rte_ether_addr *}
     * @return 0, or a negative errno
     */
    public static int rte_eth_dev_default_mac_addr_set(short port_id, MemorySegment mac_addr) {
        try {
            return (int) RTE_ETH_DEV_DEFAULT_MAC_ADDR_SET.invokeExact(port_id, mac_addr);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Adds a MAC address that a port receives frames for.
     *
     * @param port_id the port
     * @param mac_addr {@code struct rte_ether_addr *}
     * @param pool VMDq pool, 0 without VMDq
     * @return 0 also when it has that, or a negative errno
     */
    public static int rte_eth_dev_mac_addr_add(short port_id, MemorySegment mac_addr, int pool) {
        try {
            return (int) RTE_ETH_DEV_MAC_ADDR_ADD.invokeExact(port_id, mac_addr, pool);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Removes a MAC address that a port receives frames for.
     *
     * @param port_id the port
     * @param mac_addr {@code struct rte_ether_addr *}
     * @return 0 also when it has none such, or a negative errno
     */
    public static int rte_eth_dev_mac_addr_remove(short port_id, MemorySegment mac_addr) {
        try {
            return (int) RTE_ETH_DEV_MAC_ADDR_REMOVE.invokeExact(port_id, mac_addr);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Sets the link of a port up.
     *
     * @param port_id the port
     * @return 0, or a negative errno
     */
    public static int rte_eth_dev_set_link_up(short port_id) {
        try {
            return (int) RTE_ETH_DEV_SET_LINK_UP.invokeExact(port_id);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }

    /**
     * Sets the link of a port down.
     *
     * @param port_id the port
     * @return 0, or a negative errno
     */
    public static int rte_eth_dev_set_link_down(short port_id) {
        try {
            return (int) RTE_ETH_DEV_SET_LINK_DOWN.invokeExact(port_id);
        } catch (Throwable thrown) {
            throw NativeLibrary.fault(thrown);
        }
    }
}
