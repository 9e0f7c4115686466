package io.offramp.dataplane.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.offramp.dataplane.ffm.TestLibc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What thousands of operations leave behind. They run in a JVM that only interprets: a JIT compiler's own use of malloc is
 * larger than any leak.
 */
class LinksLeakTest {

    @BeforeAll
    static void enterOwnNamespace() {
        TestLibc.unshareNetwork();
        Command.run("ip tuntap add dev tap0 mode tap");
    }

    @Test
    void operationsLeakNeitherDescriptorsNorMemory() {
        String java = Command.java("-Xint -XX:+UseSerialGC", Operations.class);

        assertThat(Command.run(List.of("sh", "-c", "exec " + java))).contains("measured [");
    }

    /** The program of the other JVM: fails when a round of operations leaves anything behind. */
    static final class Operations {
        private static final int OPERATIONS = 2000;
        private static final int KINDS = 27;
        private static final int ROUNDS = 6;

        private Operations() {}

        public static void main(String[] arguments) {
            // Class loading and method handles have their own memory: two rounds fill their caches.
            operate();
            operate();
            long descriptors = descriptors();
            // The JVM may allocate once in a while; a leak shows in every round.
            long[] left = LongStream.range(0, ROUNDS).map(round -> measure()).toArray();
            assertThat(LongStream.of(left).min().orElseThrow())
                    .as("bytes that %d operations leave behind, of %s", OPERATIONS, Arrays.toString(left))
                    .isLessThanOrEqualTo(0);
            assertThat(descriptors()).as("open descriptors").isEqualTo(descriptors);
            System.out.println("measured " + Arrays.toString(left));
        }

        private static long measure() {
            long before = TestLibc.mallocBytes();
            operate();
            return TestLibc.mallocBytes() - before;
        }

        private static void operate() {
            for (int done = 0; done < OPERATIONS; done += KINDS) {
                try (Links links = Links.open()) {
                    operate(links);
                }
            }
        }

        private static void operate(Links links) {
            Link tap = links.find("tap0").orElseThrow();
            check(links.find(tap.ifindex()).isPresent());
            check(links.find("absent").isEmpty());
            links.up(tap.ifindex());
            links.mtu(tap.ifindex(), 1400);
            links.mac(tap.ifindex(), "02:00:00:00:00:01");
            links.alias(tap.ifindex(), "offramp:one");
            links.allMulticast(tap.ifindex(), true);
            links.settings(tap.ifindex(), links.settings(tap.ifindex()).orElseThrow());
            check(links.all().size() == 2);
            check(links.tapFlags(tap.ifindex()).isPresent());
            refused(() -> links.tapFlags(4242));
            links.addAddress(tap.ifindex(), "192.0.2.1/24");
            links.addAddress(tap.ifindex(), "2001:db8::1/64");
            check(links.addresses(tap.ifindex()).size() >= 2);
            refused(() -> links.addAddress(tap.ifindex(), "192.0.2.1/24"));
            refused(() -> links.mtu(tap.ifindex(), 67));
            malformed(() -> links.addAddress(tap.ifindex(), "192.0.2.256/24"));
            malformed(() -> links.mac(tap.ifindex(), "02"));
            links.removeAddress(tap.ifindex(), "192.0.2.1/24");
            links.removeAddress(tap.ifindex(), "2001:db8::1/64");
            refused(() -> links.removeAddress(tap.ifindex(), "192.0.2.1/24"));
            links.down(tap.ifindex());
            check(links.await(tap.ifindex(), link -> !link.up(), Duration.ZERO));
        }

        private static void check(boolean asExpected) {
            assertThat(asExpected).isTrue();
        }

        private static void refused(Runnable request) {
            assertThatExceptionOfType(NetlinkException.class).isThrownBy(request::run);
        }

        private static void malformed(Runnable request) {
            assertThatIllegalArgumentException().isThrownBy(request::run);
        }

        private static long descriptors() {
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
                return open.count();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
