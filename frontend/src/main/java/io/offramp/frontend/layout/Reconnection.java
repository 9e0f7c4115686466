package io.offramp.frontend.layout;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.UIInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.springframework.stereotype.Component;

/** How a browser that lost the dashboard comes back: soon, and however long it takes. */
@Component
@SuppressWarnings("serial") // stateless
class Reconnection implements VaadinServiceInitListener {
    private static final int INTERVAL_MILLIS = 1000;

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addUIInitListener(Reconnection::configure);
    }

    private static void configure(UIInitEvent event) {
        UI ui = event.getUI();
        ui.getReconnectDialogConfiguration().setReconnectInterval(INTERVAL_MILLIS);
        ui.getReconnectDialogConfiguration().setReconnectAttempts(Integer.MAX_VALUE);
        // Vaadin's own line about it is in no landmark.
        ui.getPage().executeJs("document.querySelector('vaadin-connection-indicator')?.setAttribute('role', 'status')");
    }
}
