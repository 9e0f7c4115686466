package io.offramp.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What an operator reads when EAL cannot start: one sentence with a remedy, each case in a process of its own. */
class EalFailureTest {
    private static final int TOLD = 3;

    /** Opens a dataplane with its arguments and prints what comes of it. */
    public static final class Opening {
        private Opening() {}

        /**
         * The process.
         *
         * @param arguments EAL's
         */
        public static void main(String[] arguments) {
            try (Dataplane dataplane = Dataplane.open(DataplaneConfig.of(arguments), new RememberedPairs(), _ -> {})) {
                System.out.println("OPENED " + dataplane.host().join().dpdk().version());
            } catch (DataplaneException failed) {
                System.out.println("CODE " + failed.code());
                System.out.println("MESSAGE " + failed.getMessage());
                System.out.println("REMEDY " + failed.remedy());
                System.exit(TOLD);
            }
        }
    }

    private static String open(List<String> wrapper, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(wrapper);
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = String.join("\n", process.inputReader().readAllLines());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isEqualTo(TOLD);
        return output;
    }

    private static String open(String... arguments) throws Exception {
        return open(List.of(), arguments);
    }

    @Test
    void anUnknownArgument() throws Exception {
        assertThat(open("--bogus")).contains("CODE EAL_FAILED", "--bogus", "REMEDY Correct offramp.eal.arguments");
    }

    @Test
    void anLcoreThatTheMachineLacks() throws Exception {
        assertThat(open("-l", "120")).contains("CODE EAL_FAILED", "120", "REMEDY Correct offramp.eal.arguments");
    }

    @Test
    void moreHugepagesThanThereAre() throws Exception {
        assertThat(open("--in-memory", "-m", "900000"))
                .contains("CODE EAL_FAILED", "hugepages", "REMEDY Reserve hugepages");
    }

    @Test
    void anInterfaceThatDoesNotExist() throws Exception {
        assertThat(open("--vdev=net_af_packet0,iface=nosuchiface"))
                .contains("CODE EAL_FAILED", "net_af_packet0", "REMEDY Check the device's name and arguments");
    }

    @Test
    void aNicThatDpdkDoesNotHave() throws Exception {
        assertThat(open("-a", "00:1e.6"))
                .contains("CODE EAL_FAILED", "0000:00:1e.6", "REMEDY Bind it to vfio-pci", "0000:00:1e.6");
    }

    @Test
    void noPrivilege() throws Exception {
        assertThat(open(
                        List.of("setpriv", "--bounding-set", "-all", "--inh-caps", "-all"),
                        "--vdev=net_af_packet0,iface=lo"))
                .contains("CODE EAL_FAILED", "AF_PACKET socket", "REMEDY Give the service CAP_NET_ADMIN, CAP_NET_RAW");
    }

    /** In a mount namespace of its own the library is an empty file. */
    private static String openWithout(String soname) throws Exception {
        String library = "$(ldconfig -p | sed -n 's/.*%s .*=> //p')".formatted(soname.replace(".", "\\."));
        String script = "mount --bind /dev/null %s && exec \"$@\"".formatted(library);
        return open(List.of("unshare", "--mount", "sh", "-c", script, "sh"));
    }

    @Test
    void noLibrary() throws Exception {
        assertThat(openWithout("librte_eal.so.23"))
                .contains("CODE LIBRARY_MISSING", "librte_eal.so.23", "REMEDY apt-get install dpdk");
    }

    @Test
    void halfADpdk() throws Exception {
        assertThat(openWithout("librte_ethdev.so.23"))
                .contains("CODE LIBRARY_MISSING", "librte_ethdev.so.23", "REMEDY apt-get install dpdk");
    }

    @Test
    void noNetlinkLibrary() throws Exception {
        assertThat(openWithout("libnl-route-3.so.200"))
                .contains("CODE LIBRARY_MISSING", "libnl-route-3.so.200", "apt-get install libnl-route-3-200");
    }
}
