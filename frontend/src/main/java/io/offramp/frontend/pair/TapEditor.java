package io.offramp.frontend.pair;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.offramp.client.model.FieldError;
import io.offramp.client.model.Tap;
import io.offramp.client.model.TapChange;
import io.offramp.frontend.api.Refusal;
import io.offramp.frontend.component.Calls;
import io.offramp.frontend.component.Notice;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.session.SignIn;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes a pair's tap. It follows the kernel until one types; then what was typed stays until it is applied or taken back.
 */
@SuppressWarnings("serial") // sessions stay in memory
class TapEditor extends Div {
    private final transient SignIn signIn;
    private final transient Feed feed;
    private final Checkbox up = new Checkbox("Administratively up");
    private final IntegerField mtu = new IntegerField("MTU");
    private final TextArea addresses = new TextArea("Addresses");
    private final Button apply = new Button("Apply");
    private final Button reset = new Button("Take back");
    private final Div answer = new Div();
    private final Span done = new Span();
    private final transient Consumer<Optional<TapChange>> keep;
    private transient @Nullable Tap tap;
    private transient Optional<TapChange> kept = Optional.empty();
    /** By who sits at the page. What comes from the kernel meanwhile does not change that, even when it is the same. */
    private boolean touched;

    /** Tells what was typed and not applied, whenever that changes. */
    TapEditor(SignIn signIn, Feed feed, Consumer<Optional<TapChange>> keep) {
        this.keep = keep;
        this.signIn = signIn;
        this.feed = feed;
        addClassNames("card", "tap-editor");
        mtu.setId("tap-mtu");
        mtu.setSuffixComponent(new Span("bytes"));
        mtu.setStepButtonsVisible(false);
        mtu.setManualValidation(true);
        addresses.setId("tap-addresses");
        addresses.setHelperText("One a line, with prefix length. Link-local IPv6 addresses are the kernel's.");
        addresses.setMinRows(2);
        mtu.setValueChangeMode(ValueChangeMode.EAGER);
        addresses.setValueChangeMode(ValueChangeMode.EAGER);
        up.addValueChangeListener(this::edited);
        mtu.addValueChangeListener(this::edited);
        addresses.addValueChangeListener(this::edited);
        apply.setId("tap-apply");
        apply.addThemeVariants(ButtonVariant.PRIMARY);
        apply.setDisableOnClick(true);
        apply.addClickListener(_ -> apply());
        reset.addThemeVariants(ButtonVariant.TERTIARY);
        reset.addClickListener(_ -> takeBack());
        done.addClassName("muted");
        answer.getElement().setAttribute("role", "alert");
        done.getElement().setAttribute("role", "status");
        Div buttons = new Div(apply, reset, done);
        buttons.addClassName("buttons");
        Div fields = new Div(up, mtu, addresses);
        fields.addClassName("fields");
        add(new H2("Tap"), fields, answer, buttons);
        edited();
    }

    /** Goes on with what was typed before. */
    void restore(TapChange draft) {
        kept = Optional.of(draft);
    }

    void show(Optional<Tap> now) {
        boolean first = tap == null;
        tap = now.orElse(null);
        setEnabled(tap != null);
        if (!touched) {
            Optional<TapChange> draft = first ? kept : Optional.empty();
            takeBack();
            draft.ifPresent(this::type);
        }
        edited();
    }

    private void type(TapChange draft) {
        touched = true;
        Optional.ofNullable(draft.getUp()).ifPresent(up::setValue);
        Optional.ofNullable(draft.getMtu()).ifPresent(mtu::setValue);
        Optional.ofNullable(draft.getAddresses()).map(AddressList::format).ifPresent(addresses::setValue);
    }

    private void takeBack() {
        if (tap == null) {
            return;
        }
        up.setValue(tap.getUp());
        mtu.setValue(tap.getMtu());
        addresses.setValue(AddressList.format(own(tap)));
        answer.removeAll();
        touched = false;
        edited();
    }

    /** Those that are ours to set. */
    private static List<String> own(Tap tap) {
        return tap.getAddresses().stream()
                .filter(address -> !address.startsWith("fe80:"))
                .toList();
    }

    /** What differs from the kernel's. */
    private Optional<TapChange> change() {
        if (tap == null) {
            return Optional.empty();
        }
        TapChange change = new TapChange();
        boolean changed = false;
        if (!up.getValue().equals(tap.getUp())) {
            change.setUp(up.getValue());
            changed = true;
        }
        if (mtu.getValue() != null && !mtu.getValue().equals(tap.getMtu())) {
            change.setMtu(mtu.getValue());
            changed = true;
        }
        List<String> wanted = AddressList.parse(addresses.getValue());
        if (!asSet(wanted).equals(asSet(own(tap)))) {
            change.setAddresses(wanted);
            changed = true;
        }
        return changed ? Optional.of(change) : Optional.empty();
    }

    private static Set<String> asSet(List<String> addresses) {
        return new HashSet<>(addresses);
    }

    /** A number that was cleared to type another is a beginning, though nothing to apply. */
    private void edited(HasValue.ValueChangeEvent<?> change) {
        if (change.isFromClient()) {
            touched = change().isPresent() || mtu.isEmpty();
        }
        edited();
    }

    private void edited() {
        Integer typed = mtu.getValue();
        Optional<String> badMtu = typed == null ? Optional.of("is required") : PairRules.mtu(typed);
        Optional<String> badAddresses = PairRules.addresses(AddressList.parse(addresses.getValue()));
        boolean shown = tap != null;
        mtu.setInvalid(shown && badMtu.isPresent());
        mtu.setErrorMessage(badMtu.orElse(""));
        addresses.setInvalid(badAddresses.isPresent());
        addresses.setErrorMessage(badAddresses.orElse(""));
        Optional<TapChange> change = change();
        if (shown && !change.equals(kept)) {
            kept = change;
            keep.accept(change);
        }
        boolean changed = change.isPresent();
        apply.setEnabled(changed && badMtu.isEmpty() && badAddresses.isEmpty());
        reset.setVisible(changed);
        if (changed) {
            done.setText("");
        }
    }

    private void apply() {
        Tap present = tap;
        Optional<TapChange> change = change();
        if (present == null || change.isEmpty()) {
            return;
        }
        answer.removeAll();
        Calls.start(
                this,
                signIn.api().taps().changeTap(present.getName(), change.get()),
                now -> {
                    tap = now;
                    takeBack();
                    done.setText("Applied: the kernel has it.");
                    feed.refresh();
                },
                this::refused);
    }

    private void refused(Refusal refusal) {
        edited();
        boolean placed = false;
        for (FieldError error : refusal.errors()) {
            if (error.getField().startsWith("mtu")) {
                mtu.setInvalid(true);
                mtu.setErrorMessage(error.getMessage());
                placed = true;
            } else if (error.getField().startsWith("addresses")) {
                addresses.setInvalid(true);
                addresses.setErrorMessage(error.getMessage());
                placed = true;
            }
        }
        if (!placed) {
            answer.add(new Notice(refusal));
        }
        apply.setEnabled(true);
    }
}
