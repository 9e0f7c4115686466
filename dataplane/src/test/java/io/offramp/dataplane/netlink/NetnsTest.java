package io.offramp.dataplane.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.offramp.dataplane.ffm.NativeCallException;
import io.offramp.dataplane.ffm.TestLibc;
import io.offramp.dataplane.tuntap.TapDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetnsTest {
    private static final int EPERM = 1;

    private NamedNamespace named;
    private Netns netns;

    @BeforeAll
    static void enterOwnNamespace() {
        TestLibc.unshareNetwork();
    }

    @BeforeEach
    void addNamespace() {
        named = new NamedNamespace("a");
        netns = Netns.find(named.name()).orElseThrow();
    }

    @AfterEach
    void deleteNamespace() {
        netns.close();
        named.close();
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(Netns.find("offramp-absent")).isEmpty();
    }

    @Test
    void aFileThatIsNoNamespaceIsNone() throws IOException {
        Path leftBehind = Path.of("/run/netns", named.name() + "-file");
        Files.createFile(leftBehind);
        try {
            assertThat(Netns.find(leftBehind.getFileName().toString())).isEmpty();
        } finally {
            Files.delete(leftBehind);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../x", "a/b", "-a", "a b", "a\0", "ä", "a,b"})
    void refusesWhatIsNoName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Netns.find(name))
                .withMessageContaining("not a name for a network namespace");
    }

    @Test
    void worksInsideAndComesBack() {
        String own = namespaceOfThread();

        String inside = netns.within(NetnsTest::namespaceOfThread);

        assertThat(inside).isEqualTo("net:[%d]".formatted(netns.inode())).isNotEqualTo(own);
        assertThat(namespaceOfThread()).isEqualTo(own);
    }

    @Test
    void comesBackAfterAFailure() {
        String own = namespaceOfThread();

        assertThatIllegalStateException()
                .isThrownBy(() -> netns.run(() -> {
                    throw new IllegalStateException("failed inside");
                }))
                .withMessage("failed inside");

        assertThat(namespaceOfThread()).isEqualTo(own);
    }

    @Test
    void comesBackFromOneWithinAnother() {
        try (NamedNamespace second = new NamedNamespace("b");
                Netns other = Netns.find(second.name()).orElseThrow()) {
            netns.run(() -> {
                assertThat(other.within(NetnsTest::namespaceOfThread)).endsWith("[%d]".formatted(other.inode()));
                assertThat(namespaceOfThread()).endsWith("[%d]".formatted(netns.inode()));
            });
        }
    }

    @Test
    void whatIsOpenedInsideStaysOfTheNamespace() {
        try (Links links = netns.within(Links::open)) {
            int tap = netns.within(() -> TapDevice.create("exc0", true, false, made -> {}));

            assertThat(links.find("exc0").orElseThrow().ifindex()).isEqualTo(tap);
            links.addAddress(tap, "198.51.100.1/24");
            assertThat(named.run("ip -4 addr show dev exc0")).contains("198.51.100.1/24");
            assertThat(links.settings(tap)).isPresent();
        }
        try (Links links = Links.open()) {
            assertThat(links.find("exc0")).isEmpty();
        }
    }

    @Test
    void kernelParametersOpenedInsideAreOfTheNamespace() {
        Path parameter = Path.of("/proc/sys/net/ipv4/conf/exc0/rp_filter");
        netns.run(() -> TapDevice.create("exc0", true, false, made -> {}));

        netns.run(() -> write(parameter, "2"));

        assertThat(named.run("sysctl -n net.ipv4.conf.exc0.rp_filter").strip()).isEqualTo("2");
        assertThat(parameter).doesNotExist();
    }

    @Test
    void movesAnInterfaceWithItsNameAliasMacAndMtu() {
        try (Links here = Links.open();
                Links there = netns.within(Links::open)) {
            int tap = TapDevice.create("exc0", true, false, made -> here.alias(made, "offramp:core"));
            here.mac(tap, "02:00:00:00:00:07");
            here.mtu(tap, 9000);
            here.up(tap);
            here.addAddress(tap, "198.51.100.1/24");

            here.moveTo(tap, netns);

            assertThat(here.find("exc0")).isEmpty();
            Link moved = there.find("exc0").orElseThrow();
            assertThat(moved.alias()).isEqualTo("offramp:core");
            assertThat(moved.mac()).isEqualTo("02:00:00:00:00:07");
            assertThat(moved.mtu()).isEqualTo(9000);
            assertThat(moved.up()).isFalse();
            assertThat(there.addresses(moved.ifindex())).isEmpty();
        }
    }

    @Test
    void refusesToMoveToWhereTheNameIsTaken() {
        netns.run(() -> TapDevice.create("exc0", true, false, made -> {}));
        try (Links here = Links.open()) {
            int tap = TapDevice.create("exc0", true, false, made -> {});

            assertThatExceptionOfType(NetlinkException.class)
                    .isThrownBy(() -> here.moveTo(tap, netns))
                    .withMessageContaining("netns=" + named.name())
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(NetlinkException.NLE_EXIST));
            here.delete(tap);
        }
    }

    @Test
    void isTheOneThatHadTheNameWhenItWasLookedFor() {
        named.close();
        named = new NamedNamespace("a");

        try (Netns again = Netns.find(named.name()).orElseThrow()) {
            assertThat(again.inode()).isNotEqualTo(netns.inode());
        }
        assertThat(netns.within(NetnsTest::namespaceOfThread)).endsWith("[%d]".formatted(netns.inode()));
    }

    @Test
    void refusesVirtualThreads() {
        List<Throwable> thrown = onThread(Thread.ofVirtual(), () -> netns.run(() -> {}));

        assertThat(thrown).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysThatItMayNotEnter() {
        List<Throwable> thrown = onThread(Thread.ofPlatform(), () -> {
            TestLibc.dropCapabilities();
            netns.run(() -> {});
        });

        assertThat(thrown)
                .singleElement()
                .isInstanceOfSatisfying(
                        NativeCallException.class,
                        refused -> assertThat(refused.code()).isEqualTo(EPERM))
                .asString()
                .contains("setns(%s)".formatted(named.name()));
    }

    @Test
    void aThreadThatCannotComeBackMustEnd() {
        List<Throwable> thrown = onThread(
                Thread.ofPlatform().name("stranded"),
                () -> netns.run(() -> {
                    TestLibc.dropCapabilities();
                    throw new IllegalStateException("failed inside");
                }));

        assertThat(thrown).singleElement().satisfies(lost -> {
            assertThat(lost)
                    .isInstanceOf(NamespaceLostError.class)
                    .hasMessageContaining("thread stranded is stuck in the network namespace " + named.name())
                    .hasMessageContaining("must end");
            assertThat(lost.getSuppressed()).singleElement().isInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void refusesToWorkWhenClosed() {
        netns.close();
        netns.close();

        String own = namespaceOfThread();
        assertThatIllegalStateException().isThrownBy(() -> netns.run(() -> {})).withMessageContaining("closed");
        assertThat(namespaceOfThread()).isEqualTo(own);
    }

    @Test
    void leavesNoDescriptorOpen() throws IOException {
        netns.run(() -> {});
        long before = descriptors();

        for (int i = 0; i < 100; i++) {
            try (Netns found = Netns.find(named.name()).orElseThrow()) {
                found.run(() -> {});
            }
        }

        // Fewer are no leak: what tests before this one left to the garbage collector goes at any time.
        assertThat(descriptors()).isLessThanOrEqualTo(before);
    }

    private static List<Throwable> onThread(Thread.Builder builder, Runnable work) {
        CompletableFuture<Void> done = CompletableFuture.runAsync(work, command -> builder.start(command));
        try {
            done.join();
            return List.of();
        } catch (CompletionException failed) {
            return List.of(failed.getCause());
        }
    }

    private static String namespaceOfThread() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
