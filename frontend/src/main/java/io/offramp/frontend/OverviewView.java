package io.offramp.frontend;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import java.io.Serial;

/** The start page: what Offramp is, where its API is, and whether the service answers. Asks anew at each load. */
@Route("")
class OverviewView extends Main {
    @Serial
    private static final long serialVersionUID = 1L;

    OverviewView(ApiProperties api, HealthCheck check) {
        addClassName("overview");
        add(new H1("Offramp"), purpose(), address(api), health(check.ask()));
    }

    private static Paragraph purpose() {
        return new Paragraph(
                "A DPDK application owns its NIC, so Linux cannot see the traffic. Offramp hands packets back: "
                        + "beside each DPDK port it makes a virtio_user port that ends in a kernel tap. What arrives at the port "
                        + "comes out of the tap, what Linux sends to the tap leaves by the port.");
    }

    private static Paragraph address(ApiProperties api) {
        return new Paragraph(
                new Span("The API is at "),
                new Anchor(api.apiUrl() + "/v3/api-docs", api.apiUrl()),
                new Span("; try it in "),
                new Anchor(api.swaggerUi(), "Swagger UI"),
                new Span("."));
    }

    private static Paragraph health(ServiceHealth health) {
        Span badge = new Span(health.name());
        badge.setId("health");
        badge.getElement().getThemeList().add("badge " + health.color());
        return new Paragraph(badge, new Span(" " + health.sentence()));
    }
}
