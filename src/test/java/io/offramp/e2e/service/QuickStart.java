package io.offramp.e2e.service;

import io.offramp.e2e.machine.BackgroundProcess;
import io.offramp.e2e.machine.LocalMachine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The service as it starts soonest, for tests that start it a hundred times: its jar extracted, with an ahead-of-time cache
 * (JEP 483) and the quick compiler. It is the same code; it is up after a third of the time.
 */
public final class QuickStart {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private QuickStart() {}

    /**
     * Prepares it on this machine.
     *
     * @param machine this one
     * @param folder where it is put, empty
     * @param port a free TCP port, used meanwhile
     * @return the command that starts it, for {@link Service#startAgain(List)}
     */
    public static List<String> prepare(LocalMachine machine, Path folder, int port) {
        String java = Built.jdk().resolve("bin/java").toString();
        Path jar = folder.resolve("service/offramp-backend.jar");
        Path cache = folder.resolve("service.aot");
        machine.sh("'%s' -Djarmode=tools -jar '%s' extract --destination '%s'"
                .formatted(java, Built.jar("backend"), jar.getParent()));

        BackgroundProcess training = machine.start(
                "offramp-training",
                Map.of(
                        "OFFRAMP_EAL_ARGUMENTS", "--no-pci --vdev=net_null0,no-rx=1",
                        "OFFRAMP_STATE_DIRECTORY", folder.resolve("state").toString(),
                        "SERVER_PORT", Integer.toString(port)),
                command(java, "-XX:AOTCacheOutput=" + cache, jar));
        try (training) {
            Built.awaitAnswer(
                    machine, "training", URI.create("http://127.0.0.1:%d/actuator/health".formatted(port)), training);
            // The cache is written at the end.
            training.signal("TERM");
            training.awaitExit(PATIENCE);
        }
        return command(java, "-XX:AOTCache=" + cache, jar);
    }

    private static List<String> command(String java, String cache, Path jar) {
        List<String> command = new ArrayList<>(List.of(java, cache, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-jar", jar.toString()));
        return List.copyOf(command);
    }
}
