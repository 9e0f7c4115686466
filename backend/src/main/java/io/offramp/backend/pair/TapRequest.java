package io.offramp.backend.pair;

import io.offramp.backend.validation.Cidr;
import io.offramp.backend.validation.DistinctAddresses;
import io.offramp.backend.validation.Patterns;
import io.offramp.dataplane.TapSpec;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

@Schema(description = "The tap of a pair to create.")
record TapRequest(
        @Schema(description = "The kernel interface's name; by default the pair's name.", example = "exc0")
        @Pattern(regexp = Patterns.TAP_NAME, message = Patterns.TAP_NAME_MESSAGE)
        @Nullable
        String name,

        @Schema(
                description =
                        "Its MAC address; by default the port's own with the locally administered bit set and the "
                                + "last byte changed.",
                example = "02:00:00:ab:cd:01")
        @Pattern(regexp = Patterns.MAC, message = Patterns.MAC_MESSAGE)
        @Nullable
        String mac,

        @Schema(description = "Its MTU in bytes; by default the port's.", example = "1500")
        @Min(value = 68, message = Patterns.MTU_MESSAGE)
        @Max(value = 9710, message = Patterns.MTU_MESSAGE)
        @Nullable
        Integer mtu,

        @Schema(description = "Whether it is to be administratively up.", defaultValue = "true") @Nullable
        Boolean up,

        @Schema(
                description = "Its addresses in CIDR notation, IPv4 and IPv6.",
                example = "[\"192.0.2.1/24\"]",
                defaultValue = "[]")
        @DistinctAddresses
        @Size(max = 64, message = "must not hold more than 64 addresses")
        @Nullable
        List<@NotNull(message = "must not be null") @Cidr String> addresses,

        @Schema(description = "The named network namespace that it is to live in; by default the service's own.")
        @Pattern(regexp = Patterns.NETNS, message = Patterns.NETNS_MESSAGE)
        @Nullable
        String netns,

        @Schema(description = "Whether it is to survive the service.", defaultValue = "true") @Nullable
        Boolean persistent) {

    static final TapRequest DEFAULTS = new TapRequest(null, null, null, null, null, null, null);

    TapSpec toSpec(String pair) {
        return new TapSpec(
                Objects.requireNonNullElse(name, pair),
                mac,
                mtu,
                Objects.requireNonNullElse(up, true),
                Objects.requireNonNullElse(addresses, List.of()),
                netns,
                Objects.requireNonNullElse(persistent, true));
    }
}
