package io.offramp.frontend.poller;

import static org.assertj.core.api.Assertions.assertThat;

import io.offramp.client.model.PollGapBucket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GapTest {

    @Test
    void twoBucketsAreOneAndNoneIsLost() {
        List<PollGapBucket> histogram = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            histogram.add(new PollGapBucket().upToNanos(1_000L << i).count(1L << i));
        }
        histogram.add(new PollGapBucket().count(1L << 21));

        List<Gap> gaps = Gap.of(histogram);

        assertThat(gaps)
                .extracting(gap -> gap.label().replace('\u00a0', ' '))
                .containsExactly(
                        "≤ 1 µs",
                        "≤ 4 µs",
                        "≤ 16 µs",
                        "≤ 64 µs",
                        "≤ 256 µs",
                        "≤ 1.02 ms",
                        "≤ 4.10 ms",
                        "≤ 16.4 ms",
                        "≤ 65.5 ms",
                        "≤ 262 ms",
                        "≤ 1.05 s",
                        "> 1.05 s");
        assertThat(gaps.get(1).count()).isEqualTo(2 + 4);
        assertThat(gaps.stream().mapToLong(Gap::count).sum()).isEqualTo((1L << 22) - 1);
    }
}
