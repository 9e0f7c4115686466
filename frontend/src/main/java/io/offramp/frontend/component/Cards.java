package io.offramp.frontend.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A card for each thing of a list. A card stays as long as its thing: who works in it loses neither focus nor place when
 * others come and go.
 *
 * @param <T> what a card shows
 * @param <C> the card
 */
@SuppressWarnings("serial") // sessions stay in memory
public final class Cards<T, C extends Component> extends Div {
    private final transient Function<T, String> name;
    private final transient Function<String, C> make;
    private final Map<String, C> byName = new LinkedHashMap<>();

    /**
     * Shows nothing yet.
     *
     * @param name the name of a thing, unlike all others'
     * @param make makes the card for a name
     */
    public Cards(Function<T, String> name, Function<String, C> make) {
        this.name = name;
        this.make = make;
        addClassName("cards");
    }

    /**
     * Shows what there is now.
     *
     * @param things in the order of their cards
     * @param show shows a thing in its card
     */
    public void show(List<T> things, BiConsumer<C, T> show) {
        List<String> names = things.stream().map(name).toList();
        byName.entrySet().removeIf(card -> {
            boolean gone = !names.contains(card.getKey());
            if (gone) {
                remove(card.getValue());
            }
            return gone;
        });
        for (int i = 0; i < things.size(); i++) {
            C card = byName.computeIfAbsent(names.get(i), make);
            if (i >= getComponentCount() || getComponentAt(i) != card) {
                addComponentAtIndex(i, card);
            }
            show.accept(card, things.get(i));
        }
    }
}
