package io.offramp.backend.storage;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the service keeps what outlives it.
 *
 * @param stateDirectory a folder, which need not exist yet
 */
@ConfigurationProperties("offramp")
record StateProperties(@DefaultValue("/var/lib/offramp") Path stateDirectory) {}
