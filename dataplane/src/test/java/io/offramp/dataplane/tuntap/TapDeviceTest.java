package io.offramp.dataplane.tuntap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.offramp.dataplane.ffm.NativeCallException;
import io.offramp.dataplane.ffm.TestLibc;
import io.offramp.dataplane.netlink.Link;
import io.offramp.dataplane.netlink.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TapDeviceTest {
    private static final int EBUSY = 16;
    private static final int SIGKILL = 9;

    private final Links links = Links.open();

    @BeforeAll
    static void enterOwnNamespace() {
        TestLibc.unshareNetwork();
    }

    @AfterEach
    void deleteTaps() {
        links.all().stream().filter(link -> !link.name().equals("lo")).forEach(link -> links.delete(link.ifindex()));
        links.close();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void makesATapThatStaysAsAsked(boolean vnetHeader, boolean multiQueue) {
        int ifindex = TapDevice.create("exc0", vnetHeader, multiQueue, made -> {});

        Link tap = links.find("exc0").orElseThrow();
        assertThat(tap.ifindex()).isEqualTo(ifindex);
        assertThat(tap.carrier()).isFalse();
        assertThat(links.tapFlags(ifindex)).contains(new TapFlags(true, vnetHeader, multiQueue, true));
    }

    @Test
    void isTaggedBeforeItStays() {
        TapDevice.create("exc0", true, false, made -> {
            links.alias(made, "offramp:core");
            assertThat(links.tapFlags(made)).contains(new TapFlags(true, true, false, false));
        });

        assertThat(links.all())
                .filteredOn(link -> link.alias().equals("offramp:core"))
                .hasSize(1);
    }

    @Test
    void leavesNothingWhenTheTaggingFails() {
        assertThatIllegalStateException()
                .isThrownBy(() -> TapDevice.create("exc0", true, false, made -> {
                    throw new IllegalStateException("no tag");
                }))
                .withMessage("no tag");

        assertThat(links.find("exc0")).isEmpty();
    }

    @Test
    void leavesNothingWhenTheProcessIsKilledBeforeItStays() throws Exception {
        Process killed = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Killed.class.getName())
                .redirectErrorStream(true)
                .start();
        List<String> output = killed.inputReader().readAllLines();

        assertThat(killed.waitFor()).as("%s", output).isEqualTo(128 + SIGKILL);
        assertThat(output).containsExactly("made");
        assertThat(links.find("exc0")).isEmpty();
    }

    /** The program of the other JVM. */
    static final class Killed {
        private Killed() {}

        public static void main(String[] arguments) {
            TapDevice.create("exc0", true, false, made -> {
                try (Links links = Links.open()) {
                    System.out.println(links.find(made).isPresent() ? "made" : "absent");
                }
                kill();
            });
        }

        private static void kill() {
            try {
                new ProcessBuilder(
                                "kill",
                                "-9",
                                Long.toString(ProcessHandle.current().pid()))
                        .start()
                        .waitFor();
            } catch (IOException | InterruptedException failed) {
                throw new AssertionError(failed);
            }
        }
    }

    @Test
    void neverTakesOverAnInterfaceThatIsThere() {
        int first = TapDevice.create("exc0", true, false, made -> {});

        assertThatExceptionOfType(NativeCallException.class)
                .isThrownBy(() -> TapDevice.create("exc0", true, false, made -> {}))
                .withMessage("ioctl(TUNSETIFF, exc0): 16 Device or resource busy")
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(EBUSY));
        assertThat(links.find("exc0").orElseThrow().ifindex()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "exc%d", "sixteen-letters-", "a/b", "..", "-a", "a b", "ä", "a\0b"})
    void refusesWhatIsNoName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TapDevice.create(name, true, false, made -> {}))
                .withMessageContaining("not a name");
        assertThat(links.all()).hasSize(1);
    }

    @Test
    void leavesNoDescriptorOpen() throws IOException {
        TapDevice.create("exc0", true, false, made -> {});
        long before = descriptors();

        for (int i = 1; i <= 50; i++) {
            TapDevice.create("exc" + i, true, true, made -> {});
        }

        // Fewer are no leak: what tests before this one left to the garbage collector goes at any time.
        assertThat(descriptors()).isLessThanOrEqualTo(before);
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
