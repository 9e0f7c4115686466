package io.offramp.frontend.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.client.model.Poller;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadHistoryTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final LoadHistory history = new LoadHistory();

    private static Poller poller(int lcore, Instant time, double load) {
        return new Poller().lcore(lcore).time(time).load(load);
    }

    @Test
    void itReachesBackFiveMinutes() {
        for (int second = 0; second <= 400; second += 2) {
            history.add(List.of(poller(1, START.plusSeconds(second), second)));
        }

        assertThat(history.of(1).getFirst()).isEqualTo(new Load(START.plusSeconds(100), 100));
        assertThat(history.of(1).getLast()).isEqualTo(new Load(START.plusSeconds(400), 400));
    }

    @Test
    void aPollerThatIsGoneIsForgotten() {
        history.add(List.of(poller(1, START, 5), poller(2, START, 6)));
        history.add(List.of(poller(2, START.plusSeconds(2), 7)));

        assertThat(history.of(1)).isEmpty();
        assertThat(history.of(2)).hasSize(2);
    }
}
