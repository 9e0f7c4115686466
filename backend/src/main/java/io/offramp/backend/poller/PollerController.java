package io.offramp.backend.poller;

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
@RequestMapping(path = "/api/v1/pollers", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "pollers", description = "The threads that move packets, one pinned to each lcore.")
class PollerController {
    private final ReactiveDataplane dataplane;

    PollerController(ReactiveDataplane dataplane) {
        this.dataplane = dataplane;
    }

    @GetMapping
    @Operation(
            summary = "All pollers",
            description =
                    "In the order of offramp.pollers.lcores. The service reads all counters once a second: load and "
                            + "rates are means over the last full second before `time`, the same for everyone who asks. Whoever "
                            + "wants another window takes the differences of `counters` between two answers, by their `time`.")
    Mono<List<PollerResponse>> listPollers() {
        return dataplane
                .call(Dataplane::pollers)
                .map(pollers -> pollers.stream().map(PollerResponse::from).toList());
    }
}
