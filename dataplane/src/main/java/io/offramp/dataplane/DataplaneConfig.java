package io.offramp.dataplane;

import java.util.List;

/**
 * How to open a {@link Dataplane}.
 *
 * @param ealArguments arguments for EAL as on a DPDK command line, without the program's name; the service adds what is
 *     missing for its own safety (memory, lcores, no telemetry)
 * @param pollerLcores the lcores to poll on, one poller each; empty: the last one that the process may use
 * @param idleStrategy what an idle poller does
 * @param mempools mempools to make at the start, one is leased by each port with a pair, 1 to 16
 * @param mbufsPerMempool mbufs in each mempool, a power of two less one is the most memory-efficient
 * @param mbufDataRoom data room of an mbuf in bytes, headroom of 128 included: 2176 carries an MTU of up to 2030
 * @param commandQueue commands that may wait for the control thread; one more is refused with {@link
 *     DataplaneException.Code#BUSY}
 */
public record DataplaneConfig(
        List<String> ealArguments,
        List<Integer> pollerLcores,
        IdleStrategy idleStrategy,
        int mempools,
        int mbufsPerMempool,
        int mbufDataRoom,
        int commandQueue) {

    /** Takes copies of the lists. */
    public DataplaneConfig {
        ealArguments = List.copyOf(ealArguments);
        pollerLcores = List.copyOf(pollerLcores);
    }

    /**
     * The defaults with these EAL arguments.
     *
     * @param ealArguments arguments for EAL as on a DPDK command line
     * @return 8 mempools of 8191 mbufs with 2176 bytes, one backoff poller on the last lcore, 64 waiting commands
     */
    public static DataplaneConfig of(String... ealArguments) {
        return new DataplaneConfig(List.of(ealArguments), List.of(), IdleStrategy.BACKOFF, 8, 8191, 2176, 64);
    }
}
