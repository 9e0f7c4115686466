package io.offramp.backend.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offramp.dataplane.Backend;
import io.offramp.dataplane.DataplaneException;
import io.offramp.dataplane.Event;
import io.offramp.dataplane.PairSpec;
import io.offramp.dataplane.StoredPair;
import io.offramp.dataplane.TapSpec;
import io.offramp.dataplane.VhostSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairDocumentsTest {
    private static final StoredPair PAIR = new StoredPair(
            new PairSpec(
                    "exc0",
                    "net_null0",
                    Backend.AUTO,
                    2,
                    512,
                    new TapSpec(
                            "tap0",
                            "02:00:00:00:00:01",
                            1400,
                            true,
                            List.of("192.0.2.1/24", "2001:db8::1/64"),
                            null,
                            true)),
            "net_null0,no-rx=1");

    private static final StoredPair ON_A_SOCKET = new StoredPair(
            new PairSpec(
                    "exc1",
                    "net_null1",
                    Backend.VHOST_USER,
                    1,
                    512,
                    null,
                    new VhostSocket("/run/exc1.sock", true),
                    null),
            null);

    private static final StoredPair ON_A_DEVICE = new StoredPair(
            new PairSpec("exc2", "net_null2", Backend.VHOST_VDPA, 1, 512, null, null, "/dev/vhost-vdpa-0"), null);

    @TempDir
    Path parent;

    private Path state = Path.of("");
    private final List<Event> events = new ArrayList<>();

    @BeforeEach
    void place() {
        state = parent.resolve("state");
    }

    private PairDocuments open() {
        return PairDocuments.open(state, events::add);
    }

    private Path file(String name) {
        return state.resolve("pairs").resolve(name);
    }

    @Test
    void whatWasSavedIsThereForTheNextLife() {
        PairDocuments first = open();
        first.save(PAIR);

        PairDocuments second = open();
        assertThat(second.load()).containsExactly(PAIR);
        assertThat(second.owner()).isEqualTo(first.owner());
        second.remove("exc0");
        second.remove("exc0");
        assertThat(open().load()).isEmpty();
        assertThat(events).isEmpty();
    }

    @Test
    void boundDevicesAreRememberedUntilThereAreNone() {
        assertThat(open().boundDevices()).isEmpty();
        open().saveBoundDevices(Set.of("0000:84:00.0", "0000:84:00.1"));

        assertThat(open().boundDevices()).containsExactlyInAnyOrder("0000:84:00.0", "0000:84:00.1");

        open().saveBoundDevices(Set.of());
        assertThat(open().boundDevices()).isEmpty();
        assertThat(state.resolve("bound-devices")).doesNotExist();
        assertThat(events).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc\n", "\0\0\0", "0000:84:00.0\n\n", "0000:84:00.0 0000:84:00.1\n", "{}"})
    void damagedBoundDevicesAreSetAside(String content) throws IOException {
        PairDocuments documents = open();
        Files.writeString(state.resolve("bound-devices"), content);

        assertThat(documents.boundDevices()).isEmpty();

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("document.set-aside");
            assertThat(event.message()).contains("is no PCI address");
        });
        assertThat(state.resolve("bound-devices")).doesNotExist();
    }

    @Test
    void pairsWithoutATapAreRememberedToo() {
        PairDocuments first = open();
        first.save(PAIR);
        first.save(ON_A_SOCKET);
        first.save(ON_A_DEVICE);

        assertThat(open().load()).containsExactlyInAnyOrder(PAIR, ON_A_SOCKET, ON_A_DEVICE);
        assertThat(events).isEmpty();
    }

    @Test
    void documentsOfBeforeThereWereSocketsAndDevicesAreReadAndWritten() throws IOException {
        PairDocuments documents = open();
        documents.save(PAIR);
        assertThat(Files.readString(file("exc0.json"))).doesNotContain("socket", "device");
        Files.writeString(
                file("old.json"),
                "{\"version\": 1, \"name\": \"old\", \"port\": \"p\", \"portDevargs\": null, \"backend\": \"AUTO\", "
                        + "\"queues\": 1, \"queueSize\": 64, \"tap\": {\"name\": \"t\", \"mac\": \"02:00:00:00:00:01\", "
                        + "\"mtu\": 1500, \"up\": true, \"addresses\": [], \"netns\": null, \"persistent\": true}}");

        assertThat(documents.load()).extracting(pair -> pair.spec().name()).containsExactly("exc0", "old");
    }

    @Test
    void theDocumentIsForPeopleTooAndForTheOwnerAlone() throws IOException {
        open().save(PAIR);

        assertThat(Files.readString(file("exc0.json"))).contains("\"version\" : 1", "\"mtu\" : 1400");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("exc0.json"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("pairs"))))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{\"version\": 1}",
                "{\"version\": 2, \"name\": \"bad\"}",
                "\u0000\u0000",
                "{\"version\": 1, \"name\": \"bad\", \"port\": \"p\", \"portDevargs\": null, \"backend\": \"AUTO\", "
                        + "\"queues\": 1, \"queueSize\": 64, \"tap\": null}",
                "{\"version\": 1, \"name\": \"bad\", \"port\": \"p\", \"portDevargs\": null, \"backend\": \"VHOST_USER\", "
                        + "\"queues\": 1, \"queueSize\": 64, \"tap\": null, \"socket\": null}",
                "{\"version\": 1, \"name\": \"bad\", \"port\": \"p\", \"portDevargs\": null, \"backend\": \"VHOST_VDPA\", "
                        + "\"queues\": 1, \"queueSize\": 64, \"tap\": null}",
                "{\"version\": 1, \"name\": \"other\", \"port\": \"p\", \"portDevargs\": null, \"backend\": \"AUTO\", "
                        + "\"queues\": 1, \"queueSize\": 64, \"tap\": {\"name\": \"t\", \"mac\": \"02:00:00:00:00:01\", "
                        + "\"mtu\": 1500, \"up\": true, \"addresses\": [], \"netns\": null, \"persistent\": true}}",
                "{\"version\": 1, \"name\": \"bad\", \"port\": \"p\", \"portDevargs\": null, \"backend\": \"AUTO\", "
                        + "\"queues\": 1, \"queueSize\": 64, \"later\": 1, \"tap\": {\"name\": \"t\", \"mac\": \"m\", "
                        + "\"mtu\": 1500, \"up\": true, \"addresses\": [], \"netns\": null, \"persistent\": true}}"
            })
    void aDocumentThatIsNotUnderstoodIsSetAsideAndTheRestIsRead(String content) throws IOException {
        PairDocuments documents = open();
        documents.save(PAIR);
        Files.writeString(file("bad.json"), content);

        assertThat(documents.load()).containsExactly(PAIR);

        assertThat(file("bad.json")).doesNotExist();
        try (Stream<Path> aside = Files.list(file("set-aside"))) {
            assertThat(aside.toList())
                    .singleElement()
                    .satisfies(kept -> assertThat(Files.readString(kept)).isEqualTo(content));
        }
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("document.set-aside");
            assertThat(event.severity()).isEqualTo(Event.Severity.ERROR);
            assertThat(event.message()).contains("bad.json", "set-aside");
        });
    }

    @Test
    void aWriteThatWasCutOffMeansNothing() throws IOException {
        PairDocuments documents = open();
        documents.save(PAIR);
        Files.writeString(file("exc0.json.tmp"), "{\"versi");

        assertThat(documents.load()).containsExactly(PAIR);
        assertThat(file("exc0.json.tmp")).doesNotExist();
        assertThat(events).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenToIsToldWithARemedy() throws IOException {
        PairDocuments documents = open();
        Files.delete(state.resolve("pairs"));
        Files.writeString(state.resolve("pairs"), "a file in its place");

        assertThatThrownBy(() -> documents.save(PAIR)).isInstanceOfSatisfying(DataplaneException.class, refused -> {
            assertThat(refused.code()).isEqualTo(DataplaneException.Code.STATE_UNAVAILABLE);
            assertThat(refused.getMessage()).contains("exc0.json");
            assertThat(refused.remedy()).contains(state.toString());
        });
    }
}
