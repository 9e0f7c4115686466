package io.offramp.dataplane;

import io.offramp.dataplane.netlink.Command;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program {@code ip}: the stranger who changes things behind the service's back. */
final class Ip {
    private Ip() {}

    /** Runs a command line without quotes, which must succeed; what it printed. */
    static String ip(String commandLine) {
        return Command.run("ip " + commandLine);
    }

    static boolean exists(String link) {
        return Files.exists(Path.of("/sys/class/net", link));
    }
}
