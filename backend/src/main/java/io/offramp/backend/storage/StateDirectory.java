package io.offramp.backend.storage;

import java.nio.file.Path;

/**
 * Where the service keeps what outlives it.
 *
 * @param path a folder, which need not exist yet
 */
public record StateDirectory(Path path) {}
