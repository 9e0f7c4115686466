package io.offramp.backend.server;

import io.netty.handler.timeout.WriteTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.http.server.HttpServer;

/** What Spring Boot has no settings for; the others are in {@code application.yaml}. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {
    /** As many browsers, scripts and dashboards as may be, each with a few: further ones are closed at once. */
    private static final int CONNECTIONS = 512;
    /** A body is a few kilobytes. Late ones are answered 408. */
    private static final Duration BODY_WITHIN = Duration.ofSeconds(10);
    /** A reader that takes nothing for so long, while there is something to be written, is gone: it would hold its stream for ever. */
    private static final Duration READS_WITHIN = Duration.ofSeconds(30);

    @Bean
    NettyServerCustomizer bounds() {
        return ServerConfiguration::bound;
    }

    private static HttpServer bound(HttpServer server) {
        return server.maxConnections(CONNECTIONS)
                .requestTimeout(BODY_WITHIN)
                .doOnConnection(connection ->
                        connection.addHandlerLast(new WriteTimeoutHandler(READS_WITHIN.toSeconds(), TimeUnit.SECONDS)));
    }
}
