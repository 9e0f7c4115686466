package io.offramp.backend.preflight;

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
@RequestMapping(path = "/api/v1/preflight", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "host", description = "The machine and its DPDK.")
class PreflightController {
    private final ReactiveDataplane dataplane;

    PreflightController(ReactiveDataplane dataplane) {
        this.dataplane = dataplane;
    }

    @GetMapping
    @Operation(
            summary = "Whether the service has what it needs, and what to do where it has not",
            description =
                    "Each check is made anew in each call, and changes nothing. All checks answer, those that pass, too, in an "
                            + "order that does not change. `./offramp doctor` makes those that need no running service.")
    Mono<List<CheckResponse>> getPreflight() {
        return dataplane.call(Dataplane::preflight).map(CheckResponse::from);
    }
}
