package io.offramp.dataplane.ffm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles a probe against the installed kernel headers and compares all that the Java side takes for granted. */
class KernelAbiTest {
    @TempDir
    private Path folder;

    @Test
    void everyNumberIsThatOfTheInstalledHeaders() throws Exception {
        Map<String, Long> assumed = new TreeMap<>(KernelAbi.table());
        Path source = folder.resolve("probe.c");
        Path program = folder.resolve("probe");
        Files.writeString(source, """
                #define _GNU_SOURCE
                #include <errno.h>
                #include <fcntl.h>
                #include <sched.h>
                #include <stddef.h>
                #include <stdio.h>
                #include <sys/epoll.h>
                #include <sys/eventfd.h>
                #include <sys/ioctl.h>
                #include <sys/param.h>
                #include <sys/socket.h>
                #include <sys/un.h>
                #include <linux/ethtool.h>
                #include <linux/if.h>
                #include <linux/if_link.h>
                #include <linux/if_tun.h>
                #include <linux/netlink.h>
                #include <linux/nsfs.h>
                #include <linux/rtnetlink.h>
                #include <linux/sockios.h>
                int main(void) {
                %s
                  return 0;
                }
                """.formatted(assumed.keySet().stream()
                .map(expression ->
                        "  printf(\"%%lld\\t%%s\\n\", (long long)(%s), \"%s\");".formatted(expression, expression))
                .collect(Collectors.joining("\n"))));

        run("gcc", "-o", program.toString(), source.toString());
        Map<String, Long> actual = new TreeMap<>();
        run(program.toString()).forEach(line -> {
            String[] parts = line.split("\t", 2);
            actual.put(parts[1], Long.parseLong(parts[0]));
        });

        assertThat(assumed).isNotEmpty().isEqualTo(actual);
    }

    @Test
    void refusesWhatIsNotInTheTable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KernelAbi.value("EVIOCGRAB"))
                .withMessageContaining("EVIOCGRAB");
    }

    private static List<String> run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> output = process.inputReader().readAllLines();
        assertThat(process.waitFor()).as("%s: %s", command[0], output).isZero();
        return output;
    }
}
