package io.offramp.frontend.component;

import com.vaadin.flow.component.html.DescriptionList;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names and values, in columns where there is room. */
@SuppressWarnings("serial") // sessions stay in memory
public final class Facts extends DescriptionList {
    private final Map<String, Description> values = new LinkedHashMap<>();

    /** Shows nothing yet. */
    public Facts() {
        addClassName("facts");
    }

    /**
     * Shows a value.
     *
     * @param name what it is
     * @param value how it is
     * @return this
     */
    public Facts show(String name, String value) {
        Description present = values.get(name);
        if (present == null) {
            Description added = new Description(value);
            values.put(name, added);
            com.vaadin.flow.component.html.Div row = new com.vaadin.flow.component.html.Div(new Term(name), added);
            getElement().appendChild(row.getElement());
        } else if (!present.getText().equals(value)) {
            present.setText(value);
        }
        return this;
    }
}
