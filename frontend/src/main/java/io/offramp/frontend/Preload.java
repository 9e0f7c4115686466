package io.offramp.frontend;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Tells the browser of the scripts that every page needs. It fetches them side by side then; else it learns of each from the
 * one before, a round trip each.
 */
@Component
@SuppressWarnings("serial") // sessions stay in memory
class Preload implements VaadinServiceInitListener {
    private static final String SCRIPTS = "classpath*:META-INF/VAADIN/webapp/VAADIN/build/*.js";
    /** What only some pages need. */
    private static final String CHUNK = "chunk-";

    private final List<String> scripts;

    Preload() throws IOException {
        scripts = Arrays.stream(new PathMatchingResourcePatternResolver().getResources(SCRIPTS))
                .map(Resource::getFilename)
                .filter(name -> !String.valueOf(name).startsWith(CHUNK))
                .map(name -> "VAADIN/build/" + name)
                .toList();
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::add);
    }

    private void add(IndexHtmlResponse response) {
        var head = response.getDocument().head();
        scripts.stream()
                .filter(script -> head.select("link[href=%s]".formatted(script)).isEmpty())
                .forEach(script -> head.appendElement("link")
                        .attr("rel", "modulepreload")
                        .attr("crossorigin", "")
                        .attr("href", script));
    }
}
