package io.offramp.dataplane;

/**
 * A pair after it was put.
 *
 * @param pair as it is now
 * @param plan what was done
 */
public record PairChange(Pair pair, PairPlan plan) {}
