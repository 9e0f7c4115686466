package io.offramp.backend;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The process that holds the dataplane and offers it over HTTP. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BackendApplication {

    /**
     * Starts the service; it ends with SIGTERM or SIGINT.
     *
     * @param arguments Spring properties as {@code --name=value}
     */
    public static void main(String[] arguments) {
        SpringApplication.run(BackendApplication.class, arguments);
    }
}
