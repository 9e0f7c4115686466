package io.offramp.backend.security;

import java.util.List;
import org.springframework.security.web.server.header.CacheControlServerHttpHeadersWriter;
import org.springframework.security.web.server.header.CompositeServerHttpHeadersWriter;
import org.springframework.security.web.server.header.ContentSecurityPolicyServerHttpHeadersWriter;
import org.springframework.security.web.server.header.ContentTypeOptionsServerHttpHeadersWriter;
import org.springframework.security.web.server.header.CrossOriginResourcePolicyServerHttpHeadersWriter;
import org.springframework.security.web.server.header.CrossOriginResourcePolicyServerHttpHeadersWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.security.web.server.header.StrictTransportSecurityServerHttpHeadersWriter;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;

/** What browsers are told in every answer, refusals of Spring's firewall included. */
final class SecurityHeaders {
    /** Swagger UI: its own scripts and nobody else's; it sets styles from its scripts, and its icons are data. */
    private static final String DOCUMENTATION_CONTENT = "default-src 'none'; script-src 'self'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String NO_CONTENT =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    static ServerHttpHeadersWriter writer(ServerWebExchangeMatcher documentation) {
        ContentSecurityPolicyServerHttpHeadersWriter page = contentPolicy(DOCUMENTATION_CONTENT);
        ContentSecurityPolicyServerHttpHeadersWriter call = contentPolicy(NO_CONTENT);
        // A browser applies it to all ports and, if told so, to all hosts below: those are not ours to speak for.
        StrictTransportSecurityServerHttpHeadersWriter onlyTls = new StrictTransportSecurityServerHttpHeadersWriter();
        onlyTls.setIncludeSubDomains(false);
        ReferrerPolicyServerHttpHeadersWriter referrer = new ReferrerPolicyServerHttpHeadersWriter();
        referrer.setPolicy(ReferrerPolicy.NO_REFERRER);
        CrossOriginResourcePolicyServerHttpHeadersWriter readers =
                new CrossOriginResourcePolicyServerHttpHeadersWriter();
        readers.setPolicy(CrossOriginResourcePolicy.SAME_ORIGIN);
        return new CompositeServerHttpHeadersWriter(List.of(
                new CacheControlServerHttpHeadersWriter(),
                new ContentTypeOptionsServerHttpHeadersWriter(),
                new XFrameOptionsServerHttpHeadersWriter(),
                onlyTls,
                referrer,
                readers,
                exchange -> documentation
                        .matches(exchange)
                        .flatMap(match -> (match.isMatch() ? page : call).writeHttpHeaders(exchange))));
    }

    private static ContentSecurityPolicyServerHttpHeadersWriter contentPolicy(String directives) {
        ContentSecurityPolicyServerHttpHeadersWriter writer = new ContentSecurityPolicyServerHttpHeadersWriter();
        writer.setPolicyDirectives(directives);
        return writer;
    }
}
