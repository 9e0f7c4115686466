package io.offramp.backend.stream;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of streams.
 *
 * @param max how many may be open at once
 */
@Validated
@ConfigurationProperties("offramp.streams")
record StreamProperties(
        @DefaultValue("64")
        @Min(value = 1, message = "must be from 1 to 1024")
        @Max(value = 1024, message = "must be from 1 to 1024")
        int max) {}
