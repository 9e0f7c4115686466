package io.offramp.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program {@code ip}: the stranger who changes things behind the service's back. */
final class Ip {
    private Ip() {}

    /** Runs a command line without quotes, which must succeed; what it printed. */
    static String ip(String commandLine) throws Exception {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(commandLine.split(" ")));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%nfrom %s", output, command).isZero();
        return output;
    }

    static boolean exists(String link) {
        return Files.exists(Path.of("/sys/class/net", link));
    }
}
