package io.offramp.backend;

import io.offramp.backend.preflight.Doctor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The process that holds the dataplane and offers it over HTTP. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BackendApplication {

    /**
     * Starts the service; it ends with SIGTERM or SIGINT. With {@code doctor} as the first argument it looks at the machine
     * instead, and ends.
     *
     * @param arguments Spring properties as {@code --name=value}, or see {@link Doctor#examine}
     */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals(Doctor.COMMAND)) {
            System.exit(Doctor.examine(arguments));
        }
        SpringApplication.run(BackendApplication.class, arguments);
    }
}
