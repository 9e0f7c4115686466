package io.offramp.dataplane.ffm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles a probe against the installed DPDK headers and compares all that the Java side takes for granted. */
class DpdkLayoutsTest {
    @TempDir
    private Path folder;

    @Test
    void everySizeOffsetAndConstantIsThatOfTheInstalledHeaders() throws Exception {
        Map<String, Long> assumed = new TreeMap<>(Dpdk.get().layouts().table());

        String prints = assumed.keySet().stream()
                .map(expression ->
                        "  printf(\"%%lld\\t%%s\\n\", (long long)(%s), \"%s\");".formatted(expression, expression))
                .collect(Collectors.joining("\n"));

        Map<String, Long> actual = new TreeMap<>();
        probe(prints).forEach(line -> {
            String[] parts = line.split("\t", 2);
            actual.put(parts[1], Long.parseLong(parts[0]));
        });
        assertThat(assumed).isNotEmpty().isEqualTo(actual);
    }

    @Test
    void theBitsOfALinkLieWhereTheyAreRead() throws Exception {
        List<String> lines = probe("""
                  struct rte_eth_link l;
                  unsigned char *b = (unsigned char *)&l;
                #define BIT(field) memset(&l, 0, sizeof l); l.field = 1; printf("%s %d\\n", #field, b[4])
                  BIT(link_duplex); BIT(link_autoneg); BIT(link_status);
                """);

        assertThat(lines).containsExactly("link_duplex 1", "link_autoneg 2", "link_status 4");
    }

    @Test
    void theHeadersAreOfTheLibraryThatWasFound() throws Exception {
        List<String> version =
                probe("  printf(\"%s\\n\", RTE_VER_PREFIX); printf(\"%d.%d\\n\", RTE_VER_YEAR, RTE_VER_MONTH);");

        assertThat(Pointers.string(RteEal.rte_version())).startsWith(version.get(0) + " " + version.get(1));
    }

    private List<String> probe(String body) throws IOException, InterruptedException {
        Path source = folder.resolve("probe.c");
        Path program = folder.resolve("probe");
        Files.writeString(source, """
                #define _GNU_SOURCE
                #include <stddef.h>
                #include <stdio.h>
                #include <string.h>
                #include <rte_ethdev.h>
                #include <rte_lcore.h>
                #include <rte_malloc.h>
                #include <rte_mbuf.h>
                #include <rte_version.h>
                int main(void) {
                %s
                  return 0;
                }
                """.formatted(body));
        List<String> compile = new ArrayList<>(List.of("gcc", "-o", program.toString(), source.toString()));
        compile.addAll(List.of(
                run("pkg-config", "--cflags", "libdpdk").getFirst().trim().split("\\s+")));
        run(compile.toArray(String[]::new));
        return run(program.toString());
    }

    private static List<String> run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> output = process.inputReader().readAllLines();
        assertThat(process.waitFor()).as("%s: %s", command[0], output).isZero();
        return output;
    }
}
