package io.offramp.backend.host;

import io.offramp.backend.condition.HostConditions;
import io.offramp.backend.dataplane.ReactiveDataplane;
import io.offramp.dataplane.Dataplane;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping(path = "/api/v1/host", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "host", description = "The machine and its DPDK.")
class HostController {
    private final ReactiveDataplane dataplane;
    private final List<HostConditions> others;

    HostController(ReactiveDataplane dataplane, List<HostConditions> others) {
        this.dataplane = dataplane;
        this.others = others;
    }

    @GetMapping
    @Operation(
            summary = "The machine, its DPDK and what the service holds of it",
            description =
                    "DPDK's version, the arguments of its environment abstraction layer (EAL), memory and lcores.")
    Mono<HostResponse> getHost() {
        return dataplane
                .call(Dataplane::host)
                .map(host -> HostResponse.from(
                        host,
                        others.stream()
                                .flatMap(part -> part.conditions().stream())
                                .toList()));
    }
}
