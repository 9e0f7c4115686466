package io.offramp.frontend.poller;

import io.offramp.client.model.PollGapBucket;
import io.offramp.frontend.format.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Gaps between polls of similar length.
 *
 * @param label how long they were, such as {@code ≤ 4 µs}
 * @param count how many there were
 */
record Gap(String label, long count) {

    /** Two of the service's buckets in one: it doubles from one to the next, and that is finer than an eye needs. */
    static List<Gap> of(List<PollGapBucket> histogram) {
        List<Gap> gaps = new ArrayList<>();
        long count = 0;
        Long below = null;
        for (int i = 0; i < histogram.size(); i++) {
            PollGapBucket bucket = histogram.get(i);
            Long upTo = bucket.getUpToNanos();
            if (upTo == null) {
                gaps.add(new Gap(below == null ? "any" : "> " + Numbers.time(below), bucket.getCount()));
                continue;
            }
            count += bucket.getCount();
            below = upTo;
            if (i % 2 == 0) {
                gaps.add(new Gap("≤ " + Numbers.time(upTo), count));
                count = 0;
            }
        }
        return gaps;
    }
}
