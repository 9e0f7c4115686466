package io.offramp.frontend.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.util.HashMap;
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
    private final transient Function<T, Object> key;
    private final transient Function<T, C> make;
    private final transient Map<Object, C> byKey = new HashMap<>();

    /**
     * Shows nothing yet.
     *
     * @param key what a thing is known by, unlike all others'
     * @param make makes the card for a thing; it shows nothing yet
     */
    public Cards(Function<T, Object> key, Function<T, C> make) {
        this.key = key;
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
        List<Object> keys = things.stream().map(key).toList();
        byKey.entrySet().removeIf(card -> {
            boolean gone = !keys.contains(card.getKey());
            if (gone) {
                remove(card.getValue());
            }
            return gone;
        });
        for (int i = 0; i < things.size(); i++) {
            T thing = things.get(i);
            C card = byKey.computeIfAbsent(keys.get(i), _ -> make.apply(thing));
            if (i >= getComponentCount() || getComponentAt(i) != card) {
                addComponentAtIndex(i, card);
            }
            show.accept(card, thing);
        }
    }
}
