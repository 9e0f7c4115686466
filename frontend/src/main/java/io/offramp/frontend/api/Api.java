package io.offramp.frontend.api;

import io.offramp.client.ApiClient;
import io.offramp.client.api.CountersApi;
import io.offramp.client.api.EventsApi;
import io.offramp.client.api.HostApi;
import io.offramp.client.api.PairsApi;
import io.offramp.client.api.PollersApi;
import io.offramp.client.api.PortsApi;
import io.offramp.client.api.TapsApi;
import io.offramp.client.api.TokensApi;

/**
 * The API with one token. It never prints the token.
 *
 * @param counters the ledgers
 * @param events what happened
 * @param host the machine
 * @param pairs the pairs
 * @param pollers the threads that move packets
 * @param ports DPDK's ports
 * @param taps the kernel interfaces
 * @param tokens who may call
 */
public record Api(
        CountersApi counters,
        EventsApi events,
        HostApi host,
        PairsApi pairs,
        PollersApi pollers,
        PortsApi ports,
        TapsApi taps,
        TokensApi tokens) {

    static Api of(ApiClient client) {
        return new Api(
                new CountersApi(client),
                new EventsApi(client),
                new HostApi(client),
                new PairsApi(client),
                new PollersApi(client),
                new PortsApi(client),
                new TapsApi(client),
                new TokensApi(client));
    }

    @Override
    public String toString() {
        return "Api";
    }
}
