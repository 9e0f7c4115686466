package io.offramp.e2e.service;

import static org.awaitility.Awaitility.await;

import io.offramp.e2e.machine.BackgroundProcess;
import io.offramp.e2e.machine.Machine;
import io.offramp.e2e.machine.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the build made, and what its processes have in common: how one waits for their start, and where their logs go. */
final class Built {
    private static final Path ROOT = Path.of(System.getProperty("offramp.root", "../.."))
            .toAbsolutePath()
            .normalize();
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);

    private Built() {}

    static Path root() {
        return ROOT;
    }

    /** The jar of the module "backend" or "frontend". */
    static Path jar(String module) {
        return ROOT.resolve("%1$s/target/offramp-%1$s.jar".formatted(module));
    }

    /** The JDK that runs the tests. */
    static Path jdk() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Waits for the status 200; a process that ends before, or takes more than a minute, is an error with its log. */
    static void awaitAnswer(Machine machine, String what, URI address, BackgroundProcess process) {
        Progress progress = new Progress("%s: %s starting".formatted(machine.name(), what));
        try (HttpClient http = HttpClient.newHttpClient()) {
            await("the answer of the " + what)
                    .atMost(machine.patience(START_LIMIT))
                    .pollInterval(machine.patience(Duration.ofMillis(200)))
                    .failFast("the %s has ended".formatted(what), () -> !process.isRunning())
                    .conditionEvaluationListener(evaluated -> progress.report())
                    .until(() -> answers(http, address));
        } catch (RuntimeException e) {
            try (process) {
                throw new AssertionError("the %s did not start; its log:%n%s".formatted(what, process.log()), e);
            }
        }
        progress.done("%s: %s healthy".formatted(machine.name(), what));
    }

    private static boolean answers(HttpClient http, URI address) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(address).timeout(ANSWER_LIMIT).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // Not listening yet: the caller has a limit.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process started", e);
        }
    }

    /** Keeps what a process of the module wrote in the {@code target} folder of the tests. */
    static void keepLog(Machine machine, String module, BackgroundProcess process) {
        Path kept = ROOT.resolve("src/test/target/%s-offramp-%s.log".formatted(machine.name(), module));
        try {
            Files.createDirectories(kept.getParent());
            Files.writeString(kept, process.log());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a log in " + kept, e);
        }
    }
}
