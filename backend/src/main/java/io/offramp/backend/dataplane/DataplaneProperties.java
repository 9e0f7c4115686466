package io.offramp.backend.dataplane;

import io.offramp.dataplane.DataplaneConfig;
import io.offramp.dataplane.IdleStrategy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of the dataplane.
 *
 * @param eal the environment abstraction layer
 * @param pollers the threads that move packets
 * @param mempools the packet buffers
 */
@Validated
@ConfigurationProperties("offramp")
record DataplaneProperties(
        @DefaultValue Eal eal,
        @DefaultValue Pollers pollers,
        @Valid @DefaultValue Mempools mempools) {
    /** More callers than this waiting for the control thread means that it hangs: better to refuse at once. */
    private static final int WAITING_COMMANDS = 64;

    /** @param arguments as on a DPDK command line, in one string; quotes keep blanks together */
    record Eal(@DefaultValue("") String arguments) {
        Eal {
            CommandLine.split(arguments);
        }
    }

    /**
     * @param lcores a list such as {@code 1}, {@code 2-5} or {@code 1,3}; empty: the last lcore that the process may use
     * @param idleStrategy what a poller does when there is nothing to do
     */
    record Pollers(
            @DefaultValue("") String lcores,
            @DefaultValue("backoff") IdleStrategy idleStrategy) {
        Pollers {
            LcoreList.parse(lcores);
        }
    }

    /**
     * @param count mempools to make at the start, one for each port with a pair
     * @param mbufs mbufs in each
     * @param dataRoom data room of an mbuf in bytes, the headroom of 128 included
     */
    record Mempools(
            @DefaultValue("8")
            @Min(value = 1, message = "must be from 1 to 16")
            @Max(value = 16, message = "must be from 1 to 16")
            int count,

            @DefaultValue("8191")
            @Min(value = 1023, message = "must be from 1023 to 1048575")
            @Max(value = 1_048_575, message = "must be from 1023 to 1048575")
            int mbufs,

            @DefaultValue("2176")
            @Min(value = 2176, message = "must be from 2176 to 65535 bytes")
            @Max(value = 65_535, message = "must be from 2176 to 65535 bytes")
            int dataRoom) {}

    DataplaneConfig toConfig() {
        return new DataplaneConfig(
                CommandLine.split(eal.arguments),
                LcoreList.parse(pollers.lcores),
                pollers.idleStrategy,
                mempools.count,
                mempools.mbufs,
                mempools.dataRoom,
                WAITING_COMMANDS);
    }
}
