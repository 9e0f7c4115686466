package io.offramp.backend.port;

import io.offramp.backend.dataplane.ReactiveDataplane;
import io.offramp.backend.event.Author;
import io.offramp.backend.event.EventLog;
import io.offramp.backend.openapi.Refuses;
import io.offramp.backend.validation.Patterns;
import io.offramp.dataplane.Dataplane;
import io.offramp.dataplane.Port;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping(path = "/api/v1/ports", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "ports", description = "DPDK's ethdev ports.")
class PortController {
    private final ReactiveDataplane dataplane;
    private final EventLog events;

    PortController(ReactiveDataplane dataplane, EventLog events) {
        this.dataplane = dataplane;
        this.events = events;
    }

    @GetMapping
    @Operation(
            summary = "All ports",
            description = "In order of their ids, virtio_user ports included, without extended counters.")
    Mono<List<PortResponse>> listPorts() {
        return dataplane
                .call(Dataplane::ports)
                .map(ports -> ports.stream().map(PortResponse::from).toList());
    }

    @GetMapping("/{name}")
    @Operation(summary = "One port", description = "With its extended counters.")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND})
    Mono<PortResponse> getPort(
            @Parameter(description = "The port's device name.", example = "net_af_packet0")
                    @PathVariable
                    @Pattern(regexp = Patterns.PORT_NAME, message = Patterns.PORT_NAME_MESSAGE)
                    String name) {
        return dataplane.call(d -> d.port(name)).map(PortResponse::from);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Hot-plug a device",
            description =
                    "Probes a PCI device or makes a virtual one (vdev). With bind a NIC is taken from the kernel first: never "
                            + "the one that carries the host's default route.")
    @ApiResponse(
            responseCode = "201",
            description = "The new port.",
            headers = @Header(name = "Location", description = "Its address.", schema = @Schema(type = "string")))
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.CONFLICT, HttpStatus.UNPROCESSABLE_CONTENT})
    Mono<ResponseEntity<PortResponse>> plugPort(
            @RequestBody @Valid PortRequest request, @Parameter(hidden = true) Author author) {
        return dataplane
                .call(d -> d.plug(request.devargs(), request.binds()).thenApply(port -> plugged(author, request, port)))
                .map(PortResponse::from)
                .map(port -> ResponseEntity.created(UriComponentsBuilder.fromPath("/api/v1/ports")
                                .pathSegment(port.name())
                                .build()
                                .encode()
                                .toUri())
                        .body(port));
    }

    // Answers nothing, so it must not refuse a client that accepts nothing but problems.
    @DeleteMapping(path = "/{name}", produces = MediaType.ALL_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Unplug a device",
            description =
                    "Refused while a pair uses the port. A NIC that was taken from the kernel by bind is given back to it.")
    @ApiResponse(responseCode = "204", description = "The port is gone.")
    @Refuses({HttpStatus.BAD_REQUEST, HttpStatus.NOT_FOUND, HttpStatus.CONFLICT, HttpStatus.UNPROCESSABLE_CONTENT})
    Mono<Void> unplugPort(
            @Parameter(description = "The port's device name.", example = "net_af_packet0")
                    @PathVariable
                    @Pattern(regexp = Patterns.PORT_NAME, message = Patterns.PORT_NAME_MESSAGE)
                    String name,
            @Parameter(hidden = true) Author author) {
        return dataplane.call(
                d -> d.unplug(name).thenRun(() -> events.record(author, "port.unplugged", name, "the port is gone")));
    }

    private Port plugged(Author author, PortRequest request, Port port) {
        events.record(author, "port.plugged", port.name(), "plugged with %s".formatted(request.devargs()));
        return port;
    }
}
