package io.offramp.e2e.machine;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** This machine, with its own kernel. */
public final class LocalMachine implements Machine {

    @Override
    public String name() {
        return "host";
    }

    @Override
    public int slowness() {
        return 1;
    }

    @Override
    public URI reach(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public Execution run(Duration limit, List<String> command) {
        String seconds = "%d.%03d".formatted(limit.toSeconds(), limit.toMillisPart());
        List<String> bounded = new ArrayList<>(List.of("timeout", "--kill-after=5", seconds));
        bounded.addAll(command);
        try {
            Process process = new ProcessBuilder(bounded)
                    .redirectInput(new File("/dev/null"))
                    .start();
            CompletableFuture<String> stderr = CompletableFuture.supplyAsync(() -> readAll(process.getErrorStream()));
            String stdout = readAll(process.getInputStream());
            return new Execution(command, process.waitFor(), stdout, stderr.join());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + command.getFirst() + " ran", e);
        }
    }

    @Override
    public void copy(Path file, String path) {
        try {
            Files.copy(file, Path.of(path), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing to give back: each background process and each lab is closed by whom it belongs to. */
    @Override
    public void close() {}

    private static String readAll(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
