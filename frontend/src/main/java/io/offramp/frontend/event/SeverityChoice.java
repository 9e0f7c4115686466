package io.offramp.frontend.event;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.dom.Element;

/** The browser's own choice of a severity. */
@Tag("select")
@SuppressWarnings("serial") // sessions stay in memory
class SeverityChoice extends Component {
    private EventFilter.Least least = EventFilter.Least.INFO;

    /** @param chosen is called when another was chosen */
    SeverityChoice(Runnable chosen) {
        for (EventFilter.Least each : EventFilter.Least.values()) {
            Element option = new Element("option");
            option.setAttribute("value", each.name());
            option.setText(each.words());
            getElement().appendChild(option);
        }
        getElement().addPropertyChangeListener("value", "change", change -> {
            least = EventFilter.Least.valueOf(String.valueOf(change.getValue()));
            chosen.run();
        });
    }

    EventFilter.Least least() {
        return least;
    }
}
