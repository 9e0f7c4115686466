package io.offramp.e2e.service;

import io.offramp.e2e.machine.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The service as {@code docker/systemd/offramp.service} starts it: not as root, with a few capabilities. */
public final class Unprivileged {
    /** Debian's {@code nobody}, who owns nothing. */
    private static final int USER = 65534;

    private static final String CAPABILITIES = "AmbientCapabilities=";

    private Unprivileged() {}

    /**
     * The systemd units.
     *
     * @return their folder
     */
    public static Path units() {
        return Built.root().resolve("docker/systemd");
    }

    /**
     * The capabilities that the unit gives the service.
     *
     * @return such as {@code CAP_NET_ADMIN}
     */
    public static List<String> capabilities() {
        try (Stream<String> lines = Files.lines(units().resolve("offramp.service"))) {
            return List.of(lines.filter(line -> line.startsWith(CAPABILITIES))
                    .findFirst()
                    .orElseThrow()
                    .substring(CAPABILITIES.length())
                    .split(" "));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Makes a service that has ended another user's.
     *
     * @param service whose state that user shall own
     * @param capabilities those that it shall have
     * @return the command that starts it, for {@link Service#startAgain(List)}
     */
    public static List<String> command(Service service, List<String> capabilities) {
        Machine machine = service.machine();
        // Where the repository lies nobody else may be allowed to look.
        String jar = service.stateDirectory() + "/offramp-backend.jar";
        machine.sh("cp --update '%s' '%s'".formatted(Built.jar("backend"), jar));
        machine.sh("chown --recursive %d:%d '%s'".formatted(USER, USER, service.stateDirectory()));
        String set = capabilities.stream()
                .map(capability -> ",+" + capability.substring("CAP_".length()).toLowerCase(Locale.ROOT))
                .reduce("-all", String::concat);
        List<String> command = new ArrayList<>(List.of(
                "setpriv",
                "--reuid=" + USER,
                "--regid=" + USER,
                "--clear-groups",
                "--no-new-privs",
                "--bounding-set=" + set,
                "--inh-caps=" + set,
                "--ambient-caps=" + set));
        Service.command(machine).stream()
                .map(word -> word.endsWith(".jar") ? jar : word)
                .forEach(command::add);
        return command;
    }
}
