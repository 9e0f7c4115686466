package io.offramp.dataplane.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that tests use to set the scene and to verify; they run in the calling thread's network namespace. */
public final class Command {
    private static final long LIMIT_SECONDS = 60;

    private Command() {}

    /** Runs a command line without quotes, which must succeed. */
    public static String run(String commandLine) {
        return run(List.of(commandLine.split(" ")));
    }

    static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            Thread guard = Thread.ofPlatform().daemon().start(() -> endAfterLimit(process));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            guard.interrupt();
            assertThat(status).as("%s%nfrom %s", output, command).isZero();
            return output;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The command line, for a shell, of a JVM of this one's kind with this one's class path. */
    static String java(String options, Class<?> program) {
        return "'%s/bin/java' --enable-native-access=ALL-UNNAMED %s -cp '%s' '%s'"
                .formatted(
                        System.getProperty("java.home"),
                        options,
                        System.getProperty("java.class.path"),
                        program.getName());
    }

    private static void endAfterLimit(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
