package io.offramp.dataplane.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a machine without libnl-route-3 says: another JVM starts where an empty file lies over the library. */
class MissingLibraryTest {

    /** The program of the other JVM. */
    static final class Opens {
        private Opens() {}

        public static void main(String[] arguments) {
            try {
                Links.open().close();
                System.out.println("opened");
            } catch (UnsatisfiedLinkError missing) {
                System.out.println(missing.getMessage());
            }
        }
    }

    @Test
    void namesTheDebianPackage() throws IOException {
        assertThat(start("true")).contains("opened");

        assertThat(start("mount --bind /dev/null " + library()).strip())
                .isEqualTo("libnl-route-3.so.200 was not found: apt-get install libnl-route-3-200");
    }

    private static String start(String preparation) {
        return Command.run(
                List.of("unshare", "--mount", "sh", "-c", preparation + " && exec " + Command.java("", Opens.class)));
    }

    private static String library() throws IOException {
        Links.open().close();
        return Pattern.compile("/\\S*/libnl-route-3\\.so\\S*")
                .matcher(Files.readString(Path.of("/proc/self/maps")))
                .results()
                .findFirst()
                .orElseThrow()
                .group();
    }
}
