package io.offramp.dataplane.forward;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollGapsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 0",
        "1000, 0",
        "1001, 1",
        "2000, 1",
        "2001, 2",
        "1000000, 10",
        "1048576000, 20",
        "1048576001, 21",
        "9223372036854775807, 21"
    })
    void aGapFallsIntoTheFirstBucketThatHoldsIt(long nanos, int bucket) {
        assertThat(PollGaps.bucket(nanos)).isEqualTo(bucket);
    }

    @Test
    void everyUpperBoundIsTheLastOfItsBucket() {
        for (int bucket = 0; bucket < PollGaps.BUCKETS - 1; bucket++) {
            long last = PollGaps.upToNanos(bucket);
            assertThat(PollGaps.bucket(last)).isEqualTo(bucket);
            assertThat(PollGaps.bucket(last + 1)).isEqualTo(bucket + 1);
        }
    }
}
