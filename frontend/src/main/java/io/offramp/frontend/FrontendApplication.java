package io.offramp.frontend;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.component.page.Viewport;
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
@Viewport("width=device-width, initial-scale=1")
@Push
public class FrontendApplication implements AppShellConfigurator {
    private static final long serialVersionUID = 1L;

    /** Before the first paint, so that a dark page does not flash: what was chosen here before, else what the system has. */
    private static final String THEME = """
            window.offramp = {
              applyTheme(dark) {
                const root = document.documentElement;
                if (dark) { root.setAttribute('theme', 'dark'); } else { root.removeAttribute('theme'); }
                root.style.colorScheme = dark ? 'dark' : 'light';
              },
              toggleTheme() {
                const dark = document.documentElement.getAttribute('theme') !== 'dark';
                localStorage.setItem('offramp.theme', dark ? 'dark' : 'light');
                window.offramp.applyTheme(dark);
              }
            };
            window.offramp.applyTheme((localStorage.getItem('offramp.theme')
                ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark');
            """;

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
        settings.addInlineWithContents(Inline.Position.PREPEND, THEME, Inline.Wrapping.JAVASCRIPT);
        settings.addFavIcon("icon", "favicon.svg", "any");
        settings.addMetaTag("description", "DPDK exception paths as a service");
    }
}
