package io.offramp.backend.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.offramp.dataplane.Backend;
import io.offramp.dataplane.PairSpec;
import io.offramp.dataplane.StoredPair;
import io.offramp.dataplane.TapSpec;
import io.offramp.dataplane.VhostSocket;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file format of a pair. A field that is not known is an error and no detail: it was written by a later version, which
 * meant something by it.
 *
 * @param version {@link #VERSION}
 * @param name the pair's name
 * @param port the device name of its port
 * @param portDevargs with what the port was plugged at run time, if it was
 * @param backend what was asked to stand behind the kernel side
 * @param queues queue pairs on both sides
 * @param queueSize descriptors a queue on both sides
 * @param tap the kernel side, if it is a tap
 * @param socket the peer's place, if it is another process; left out otherwise, as in documents of before there was one
 * @param device the vDPA device, if it is one; left out otherwise, as in documents of before there was one
 */
record PairDocument(
        int version,
        String name,
        String port,
        @Nullable String portDevargs,
        Backend backend,
        int queues,
        int queueSize,
        @Nullable Tap tap,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Socket socket,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String device) {
    /** Raised when an older service would misread what this one writes. */
    private static final int VERSION = 1;

    /** Those that a document may lack. */
    private static final List<String> LEFT_OUT = List.of("socket", "device");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** As {@link TapSpec}, every default filled in. */
    record Tap(
            String name,
            String mac,
            int mtu,
            boolean up,
            List<String> addresses,
            @Nullable String netns,
            boolean persistent) {
        private TapSpec spec() {
            return new TapSpec(name, mac, mtu, up, addresses, netns, persistent);
        }
    }

    /** As {@link VhostSocket}. */
    record Socket(String path, boolean server) {
        private VhostSocket spec() {
            return new VhostSocket(path, server);
        }
    }

    static byte[] write(StoredPair pair) {
        PairSpec spec = pair.spec();
        VhostSocket socket = spec.socket();
        return JSON.writeValueAsBytes(new PairDocument(
                VERSION,
                spec.name(),
                spec.port(),
                pair.portDevargs(),
                spec.backend(),
                spec.queues(),
                spec.queueSize(),
                spec.tap() == null ? null : tap(spec.tap()),
                socket == null ? null : new Socket(socket.path(), socket.server()),
                spec.device()));
    }

    private static Tap tap(TapSpec tap) {
        return new Tap(
                filledIn(tap.name()),
                filledIn(tap.mac()),
                filledIn(tap.mtu()),
                tap.up(),
                tap.addresses(),
                tap.netns(),
                tap.persistent());
    }

    private static <T> T filledIn(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("a pair is remembered with every default filled in");
        }
        return value;
    }

    static StoredPair read(byte[] document) throws UnreadableDocumentException {
        try {
            JsonNode tree = JSON.readTree(document);
            int version = tree.path("version").asInt(0);
            if (version != VERSION) {
                throw new UnreadableDocumentException(
                        "its version is %s, this service knows version %d".formatted(tree.path("version"), VERSION));
            }
            if (tree instanceof ObjectNode object) {
                LEFT_OUT.stream().filter(field -> !object.has(field)).forEach(object::putNull);
            }
            return JSON.treeToValue(tree, PairDocument.class).pair();
        } catch (JacksonException | NullPointerException damaged) {
            throw new UnreadableDocumentException("it is no pair: %s".formatted(damaged.getMessage()), damaged);
        }
    }

    private StoredPair pair() {
        PairSpec spec = new PairSpec(
                name,
                port,
                backend,
                queues,
                queueSize,
                backend.endsInTap() ? Objects.requireNonNull(tap).spec() : null,
                backend == Backend.VHOST_USER ? Objects.requireNonNull(socket).spec() : null,
                backend == Backend.VHOST_VDPA ? Objects.requireNonNull(device) : null);
        return new StoredPair(spec, portDevargs);
    }
}
