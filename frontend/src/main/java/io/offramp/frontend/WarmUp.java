package io.offramp.frontend;

import com.vaadin.flow.router.RouteData;
import com.vaadin.flow.server.VaadinServletContext;
import com.vaadin.flow.server.startup.ApplicationRouteRegistry;
import jakarta.servlet.ServletContext;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Goes once, right after the start, the way of the first visitor, who would else wait for classes to be loaded. The dashboard
 * answers meanwhile.
 */
@Component
class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final WebClient client;
    private final AutowireCapableBeanFactory beans;
    private final ServletContext servletContext;
    private final InetAddress address;

    WarmUp(
            WebClient.Builder builder,
            AutowireCapableBeanFactory beans,
            ServletContext servletContext,
            ServerProperties server) {
        this.client = builder.build();
        this.beans = beans;
        this.servletContext = servletContext;
        InetAddress bound = server.getAddress();
        this.address = bound == null || bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound;
    }

    @EventListener
    void started(ServletWebServerInitializedEvent event) {
        int port = event.getWebServer().getPort();
        Thread.ofPlatform().daemon().name("warm-up").start(() -> run(port));
    }

    private void run(int port) {
        try {
            ask(new URI("http", null, address.getHostAddress(), port, "/", null, null));
            ApplicationRouteRegistry.getInstance(new VaadinServletContext(servletContext))
                    .getRegisteredRoutes()
                    .stream()
                    .map(RouteData::getNavigationTarget)
                    .forEach(beans::createBean);
        } catch (Exception failure) {
            LOG.info("The first page will take a second longer: {}", failure.toString());
        }
    }

    private void ask(URI page) {
        client.get().uri(page).retrieve().toBodilessEntity().block(PATIENCE);
    }
}
