package io.offramp.backend.tap;

import io.offramp.backend.counters.TapCountersResponse;
import io.offramp.dataplane.Tap;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "Tap", description = "The kernel interface of a pair.")
record TapResponse(
        @Schema(description = "Its name.", example = "exc0") String name,

        @Schema(description = "The pair it belongs to.", example = "exc0")
        String pair,

        @Schema(description = "Its interface index.", example = "7")
        int ifindex,

        @Schema(description = "Its MAC address.", example = "02:00:00:ab:cd:01")
        String mac,

        @Schema(description = "Its MTU in bytes.", example = "1500")
        int mtu,

        @Schema(description = "Whether it is administratively up (IFF_UP).")
        boolean up,

        @Schema(description = "Whether the kernel sees a carrier (IFF_LOWER_UP).")
        boolean carrier,

        @Schema(
                description = "The kernel's operational state (RFC 2863): UP, DOWN, UNKNOWN, DORMANT, LOWERLAYERDOWN, "
                        + "NOTPRESENT or TESTING.",
                example = "UNKNOWN")
        String operState,

        @Schema(
                description = "Its addresses in CIDR notation, those that the kernel made itself included.",
                example = "[\"192.0.2.1/24\", \"fe80::ff:fe00:1/64\"]")
        List<String> addresses,

        TapCountersResponse counters) {

    static TapResponse from(Tap tap) {
        return new TapResponse(
                tap.name(),
                tap.pair(),
                tap.ifindex(),
                tap.mac(),
                tap.mtu(),
                tap.up(),
                tap.carrier(),
                tap.operState(),
                tap.addresses(),
                TapCountersResponse.from(tap.counters()));
    }
}
