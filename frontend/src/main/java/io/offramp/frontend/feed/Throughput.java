package io.offramp.frontend.feed;

/**
 * What passes one point of a path.
 *
 * @param packets packets a second
 * @param bits bits a second, without frame check sequences
 */
public record Throughput(double packets, double bits) {
    /** Nothing passes. */
    public static final Throughput ZERO = new Throughput(0, 0);

    /**
     * Two points taken together.
     *
     * @param other the other one
     * @return the sums
     */
    public Throughput plus(Throughput other) {
        return new Throughput(packets + other.packets, bits + other.bits);
    }
}
