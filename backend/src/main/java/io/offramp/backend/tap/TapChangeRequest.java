package io.offramp.backend.tap;

import io.offramp.backend.validation.Cidr;
import io.offramp.backend.validation.DistinctAddresses;
import io.offramp.backend.validation.Patterns;
import io.offramp.dataplane.TapChange;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "TapChange", description = "A change to a tap; what is missing or null stays as it is.")
record TapChangeRequest(
        @Schema(description = "Whether it shall be administratively up.") @Nullable
        Boolean up,

        @Schema(description = "Its new MTU in bytes.", example = "1500")
        @Min(value = 68, message = Patterns.MTU_MESSAGE)
        @Max(value = 9710, message = Patterns.MTU_MESSAGE)
        @Nullable
        Integer mtu,

        @Schema(
                description = "All addresses that it shall have, in CIDR notation. Those that it has beyond them are "
                        + "removed, save IPv6 link-local ones, which are the kernel's.",
                example = "[\"192.0.2.1/24\", \"2001:db8::1/64\"]")
        @DistinctAddresses
        @Size(max = 64, message = "must not hold more than 64 addresses")
        @Nullable
        List<@NotNull(message = "must not be null") @Cidr String> addresses) {

    TapChange toChange() {
        return new TapChange(null, mtu, up, addresses);
    }
}
