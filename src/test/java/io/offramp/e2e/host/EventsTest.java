package io.offramp.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.client.model.TapSpec;
import io.offramp.e2e.service.Answer;
import io.offramp.e2e.service.Http;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who did what and what happened by itself is told once each, and not forgotten by a SIGKILL. */
@Tag("host")
class EventsTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void eachIsToldOnceWithItsAuthorAndTheIdsGoOnAfterAKill() {
        try (HostLab lab = new HostLab(1)) {
            String tap = lab.name(0);
            String alice = lab.service()
                    .http()
                    .call("POST", "/tokens", "{\"name\": \"alice\", \"role\": \"OPERATOR\"}")
                    .json()
                    .get("token")
                    .asString();
            as(alice, lab, "POST", "/pairs", "{\"name\": \"%s\", \"port\": \"%s\"}".formatted(tap, HostLab.port(0)));
            as(alice, lab, "PATCH", "/taps/" + tap, "{\"mtu\": 1400}");
            lab.machine().sh("ip link set %s down".formatted(tap));
            awaitEvent(lab, "tap.changed kernel null admin state from up to down");
            lab.machine().sh("ip link set %s up".formatted(tap));
            awaitEvent(lab, "tap.changed kernel null admin state from down to up");

            lab.service().process().signal("KILL");
            lab.service().process().awaitExit(SOON);
            lab.startServiceAgain();
            awaitEvent(lab, "pair.adopted");
            lab.machine().sh("ip link delete " + tap);
            awaitEvent(lab, "pair.healed");
            as(alice, lab, "DELETE", "/pairs/" + tap, null);
            awaitEvent(lab, "pair.deleted");

            List<JsonNode> events = events(lab);
            assertThat(events.stream().map(event -> event.get("id").asLong()))
                    .as("ids that go on")
                    .doesNotHaveDuplicates()
                    .isSorted();
            assertThat(events.stream()
                            .filter(event -> event.get("subject").asString().equals(tap))
                            // Of the backend, which depends on the machine.
                            .filter(event -> !event.get("type").asString().equals("pair.condition"))
                            .map(EventsTest::inWords))
                    .satisfiesExactly(
                            event -> assertThat(event).startsWith("pair.created alice 127.0.0.1 port "),
                            event -> assertThat(event).isEqualTo("tap.changed alice 127.0.0.1 MTU from 1500 to 1400"),
                            event ->
                                    assertThat(event).startsWith("tap.changed kernel null admin state from up to down"),
                            event -> assertThat(event).isEqualTo("tap.changed kernel null admin state from down to up"),
                            event -> assertThat(event).startsWith("pair.adopted service null "),
                            event -> assertThat(event).startsWith("pair.failed kernel null TapGone: "),
                            event -> assertThat(event).startsWith("pair.healed service null "),
                            event -> assertThat(event).startsWith("pair.deleted alice 127.0.0.1 "));
            assertThat(events.stream()
                            .filter(event -> !event.get("subject").asString().equals(tap))
                            .map(EventsTest::inWords))
                    .as("the service's own: two starts and no stop, nothing lost or damaged")
                    .containsExactlyInAnyOrder(
                            "service.started service null the service answers",
                            "token.created service null OPERATOR, does not expire: the first one, in the file operator-token",
                            "token.created operator 127.0.0.1 OPERATOR, does not expire",
                            "service.started service null the service answers");
        }
    }

    @Test
    void notificationsThatTheKernelDroppedAreToldAndTheLastStateIsFollowed() {
        try (HostLab lab = new HostLab(1)) {
            String tap = lab.name(0);
            lab.service()
                    .http()
                    .call("POST", "/pairs", "{\"name\": \"%s\", \"port\": \"%s\"}".formatted(tap, HostLab.port(0)));

            // More than its socket holds, while the service reads none.
            lab.service().process().signal("STOP");
            try {
                lab.machine()
                        .sh(
                                "seq 30000 | awk '{print \"link set %1$s mtu \" 1300 + $1 %% 100}' | ip -batch - && ip link set %1$s mtu 1234"
                                        .formatted(tap));
            } finally {
                lab.service().process().signal("CONT");
            }

            awaitEvent(lab, "netlink.overrun service null");
            awaitEvent(lab, "tap.changed kernel null MTU from 1500 to 1234");
            assertThat(Objects.requireNonNull(lab.pair(0).getSpec().getTap()))
                    .extracting(TapSpec::getMtu)
                    .isEqualTo(1234);
        }
    }

    private static void as(String token, HostLab lab, String method, String path, @Nullable String body) {
        Http http = lab.service().http();
        Answer answer = http.send(http.request(method, path, body).setHeader("Authorization", "Bearer " + token));
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    }

    private static void awaitEvent(HostLab lab, String words) {
        await(words)
                .atMost(SOON)
                .until(() -> events(lab).stream().map(EventsTest::inWords).anyMatch(event -> event.startsWith(words)));
    }

    private static List<JsonNode> events(HostLab lab) {
        List<JsonNode> events = new ArrayList<>();
        lab.service().http().call("GET", "/events?limit=1000", null).json().forEach(events::add);
        return events;
    }

    private static String inWords(JsonNode event) {
        return "%s %s %s %s"
                .formatted(
                        event.get("type").asString(),
                        event.get("author").asString(),
                        event.get("origin").isNull()
                                ? null
                                : event.get("origin").asString(),
                        event.get("message").asString());
    }
}
