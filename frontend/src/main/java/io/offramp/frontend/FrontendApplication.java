package io.offramp.frontend;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.lumo.Lumo;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The process that serves the dashboard. It needs no privilege. */
@SpringBootApplication
@ConfigurationPropertiesScan
@StyleSheet(Lumo.STYLESHEET)
@StyleSheet("offramp.css")
public class FrontendApplication implements AppShellConfigurator {
    private static final long serialVersionUID = 1L;

    /**
     * Starts the dashboard; it ends with SIGTERM or SIGINT.
     *
     * @param arguments Spring properties as {@code --name=value}
     */
    public static void main(String[] arguments) {
        SpringApplication.run(FrontendApplication.class, arguments);
    }

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setPageTitle("Offramp");
        settings.addFavIcon("icon", "favicon.svg", "any");
        settings.addMetaTag("description", "DPDK exception paths as a service");
    }
}
