package io.offramp.backend.event;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param stateDirectory where the service keeps what outlives it */
@ConfigurationProperties("offramp")
record EventProperties(@DefaultValue("/var/lib/offramp") Path stateDirectory) {}
