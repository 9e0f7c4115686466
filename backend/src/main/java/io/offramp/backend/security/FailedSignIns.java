package io.offramp.backend.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Counts wrong tokens by the network that they come from: an IPv4 address, or an IPv6 /64, which is what one host commands.
 * Right tokens are not asked about, so nobody locks out the others behind the same proxy; what is bounded is what wrong ones
 * cost and how much they write to the log. Whoever listens is told when a network is limited: once, until it has been silent
 * for a minute. Safe for use by any thread.
 */
final class FailedSignIns {
    /** As many at once; then one more each time a tenth of the minute has passed. */
    static final int A_MINUTE = 10;
    /** At most some 3 MB; the least recently and least often seen are forgotten first. */
    private static final int NETWORKS = 10_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int IPV6_NETWORK_BYTES = 8;

    private final TimeMeter clock;
    /** A bucket that was left alone for a minute is full again, hence as good as none. */
    private final Cache<String, Network> networks;

    private final Consumer<String> limited;

    /** @param limited is told of a network whose wrong tokens are no longer looked at each */
    FailedSignIns(TimeMeter clock, Consumer<String> limited) {
        this.clock = clock;
        this.limited = limited;
        this.networks = Caffeine.newBuilder()
                .maximumSize(NETWORKS)
                .expireAfterAccess(MINUTE)
                .ticker(clock::currentTimeNanos)
                .build();
    }

    /**
     * Counts one.
     *
     * @param source where it comes from
     * @return nothing while there are few, else how long until the next is counted
     */
    Optional<Duration> count(@Nullable InetSocketAddress source) {
        String address = network(source);
        Network network = networks.get(address, _ -> new Network(newBucket(), new AtomicBoolean()));
        ConsumptionProbe probe = network.bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed() && network.told.compareAndSet(false, true)) {
            limited.accept(address);
        }
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** @param told whether it was told that this one is limited */
    private record Network(Bucket bucket, AtomicBoolean told) {}

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(A_MINUTE).refillGreedy(A_MINUTE, MINUTE))
                .withCustomTimePrecision(clock)
                .build();
    }

    /** An IPv4 address or an IPv6 network; a proxy's nonsense is one network. */
    static String network(@Nullable InetSocketAddress source) {
        try {
            InetAddress address = source == null ? null : source.getAddress();
            if (address == null) {
                // A proxy's header is not resolved.
                address = InetAddress.ofLiteral(source == null ? "" : source.getHostString());
            }
            return address instanceof Inet6Address ? ipv6Network(address.getAddress()) : address.getHostAddress();
        } catch (IllegalArgumentException noAddress) {
            return "unknown";
        }
    }

    private static String ipv6Network(byte[] address) {
        byte[] network = Arrays.copyOf(Arrays.copyOf(address, IPV6_NETWORK_BYTES), address.length);
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new AssertionError("an IPv6 address has 16 bytes", impossible);
        }
    }
}
