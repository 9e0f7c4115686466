package io.offramp.frontend.pair;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.offramp.client.model.Backend;
import io.offramp.client.model.FieldError;
import io.offramp.client.model.PairRequest;
import io.offramp.client.model.Port;
import io.offramp.client.model.PortRole;
import io.offramp.client.model.TapRequest;
import io.offramp.frontend.feed.Inventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The fields of a pair to create. What is left empty is left to the API, and says what that will choose. */
@SuppressWarnings("serial") // sessions stay in memory
class PairForm extends Div {
    private final TextField name = new TextField("Name");
    private final Select<String> port = new Select<>();
    private final Select<Backend> backend = new Select<>();
    private final IntegerField queues = new IntegerField("Queues");
    private final Select<Integer> queueSize = new Select<>();
    private final TextField tapName = new TextField("Tap's name");
    private final TextField mac = new TextField("MAC address");
    private final IntegerField mtu = new IntegerField("MTU");
    private final Checkbox up = new Checkbox("Up from the start", true);
    private final TextArea addresses = new TextArea("Addresses");
    private final List<Rule> rules = new ArrayList<>();
    private final transient Runnable edited;
    private transient List<Port> free = List.of();
    private boolean named;

    PairForm(Runnable edited) {
        this.edited = edited;
        addClassName("stack");
        describe();
        Div pair = fields(name, port, backend, queues, queueSize);
        Div tap = fields(addresses, mtu, mac, tapName, up);
        add(new H2("Pair"), pair, new H2("Tap"), tap);
        rule("name", name, name, () -> PairRules.name(name.getValue()));
        rule("port", port, port, () -> port.getValue() == null ? Optional.of("is required") : Optional.empty());
        rule("backend", backend, backend, Optional::empty);
        rule(
                "queues",
                queues,
                queues,
                () -> Optional.ofNullable(queues.getValue()).flatMap(PairRules::queues));
        rule("queueSize", queueSize, queueSize, Optional::empty);
        rule("tap.name", tapName, tapName, () -> PairRules.interfaceName(tapName.getValue()));
        rule("tap.mac", mac, mac, () -> PairRules.mac(mac.getValue()));
        rule("tap.mtu", mtu, mtu, () -> Optional.ofNullable(mtu.getValue()).flatMap(PairRules::mtu));
        rule("tap.addresses", addresses, addresses, () -> PairRules.addresses(AddressList.parse(addresses.getValue())));
        up.addValueChangeListener(_ -> this.edited.run());
    }

    private void describe() {
        name.setRequiredIndicatorVisible(true);
        name.setHelperText("Also the tap's name, unless that is given.");
        port.setLabel("Port");
        // No indicator of being required: Select puts aria-required where ARIA does not allow it.
        port.setHelperText("A port that no pair uses.");
        port.setPlaceholder("Choose a free port");
        backend.setLabel("Backend");
        backend.setItems(Backend.AUTO, Backend.VHOST_NET, Backend.TAP);
        backend.setValue(Backend.AUTO);
        backend.setHelperText("AUTO: vhost-net where this kernel has it, else TAP.");
        queues.setPlaceholder(Integer.toString(Defaults.QUEUES));
        queues.setHelperText("Queue pairs on both sides.");
        queueSize.setLabel("Queue size");
        queueSize.setItems(Stream.iterate(
                        PairRules.LEAST_QUEUE_SIZE, size -> size <= PairRules.GREATEST_QUEUE_SIZE, size -> size * 2)
                .toList());
        queueSize.setValue(Defaults.QUEUE_SIZE);
        queueSize.setHelperText("Descriptors a queue.");
        addresses.setPlaceholder("192.0.2.1/24");
        addresses.setHelperText("One a line, IPv4 and IPv6, with prefix length.");
        addresses.setMinRows(2);
        mtu.setSuffixComponent(new Span("bytes"));
        mac.setHelperText("The tap's own; it differs from the port's.");
    }

    private static Div fields(Component... fields) {
        Div grid = new Div(fields);
        grid.addClassName("fields");
        return grid;
    }

    private void rule(String path, AbstractField<?, ?> field, HasValidation shown, Supplier<Optional<String>> check) {
        field.setId("pair-" + path.replace('.', '-'));
        shown.setManualValidation(true);
        if (field instanceof com.vaadin.flow.data.value.HasValueChangeMode typed) {
            typed.setValueChangeMode(ValueChangeMode.EAGER);
        }
        Rule rule = new Rule(path, shown, check);
        rules.add(rule);
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                named |= field == name;
                rule.show(check.get());
            }
            edited.run();
        });
    }

    /** Offers what is free now; what was chosen stays. */
    void offer(Inventory inventory) {
        List<Port> now = inventory.ports().stream()
                .filter(candidate -> candidate.getRole() == PortRole.FREE)
                .toList();
        if (!names(now).equals(names(free))) {
            String chosen = port.getValue();
            port.setItems(names(now));
            port.setItemLabelGenerator(candidate -> label(candidate, inventory));
            if (names(now).contains(chosen)) {
                port.setValue(chosen);
            }
        }
        free = now;
        if (!named && name.isEmpty()) {
            name.setValue(Defaults.name(inventory.pairs()));
        }
        showDefaults();
    }

    private static List<String> names(List<Port> ports) {
        return ports.stream().map(Port::getName).toList();
    }

    private static String label(String name, Inventory inventory) {
        return inventory
                .port(name)
                .map(known -> "%s (%s)".formatted(name, known.getDriver()))
                .orElse(name);
    }

    /** Chooses a port, if it is free. */
    void choose(String wanted) {
        if (names(free).contains(wanted)) {
            port.setValue(wanted);
        }
    }

    /** What will be chosen for the empty fields. */
    void showDefaults() {
        tapName.setPlaceholder(name.getValue());
        Optional<Port> chosen = free.stream()
                .filter(candidate -> candidate.getName().equals(port.getValue()))
                .findFirst();
        mac.setPlaceholder(chosen.map(known -> Defaults.tapMac(known.getMac())).orElse("made from the port's"));
        mtu.setPlaceholder(chosen.map(known -> known.getMtu().toString()).orElse("the port's"));
    }

    boolean isRight() {
        return rules.stream().allMatch(rule -> rule.check().get().isEmpty());
    }

    /** What was typed, without what was left to the API. */
    PairRequest request() {
        TapRequest tap = new TapRequest()
                .addresses(null)
                .persistent(null)
                .up(up.getValue() ? null : Boolean.FALSE)
                .name(tapName.isEmpty() ? null : tapName.getValue())
                .mac(mac.isEmpty() ? null : mac.getValue())
                .mtu(mtu.getValue());
        List<String> listed = AddressList.parse(addresses.getValue());
        if (!listed.isEmpty()) {
            tap.setAddresses(listed);
        }
        TapRequest nothing = new TapRequest().addresses(null).persistent(null).up(null);
        return new PairRequest()
                .name(name.getValue())
                .port(port.getValue())
                .backend(backend.getValue() == Backend.AUTO ? null : backend.getValue())
                .queues(queues.getValue())
                .queueSize(queueSize.getValue() == Defaults.QUEUE_SIZE ? null : queueSize.getValue())
                .tap(tap.equals(nothing) ? null : tap);
    }

    /** Shows the API's errors at their fields; answers those that have none. */
    List<FieldError> show(List<FieldError> errors) {
        List<FieldError> homeless = new ArrayList<>();
        for (FieldError error : errors) {
            // "tap.addresses[1]" belongs to the field of all addresses.
            String path = error.getField().replaceFirst("\\[.*", "");
            rules.stream()
                    .filter(rule -> rule.path().equals(path))
                    .findFirst()
                    .ifPresentOrElse(rule -> rule.show(Optional.of(error.getMessage())), () -> homeless.add(error));
        }
        return homeless;
    }

    private record Rule(String path, HasValidation field, Supplier<Optional<String>> check) {
        void show(Optional<String> wrong) {
            field.setInvalid(wrong.isPresent());
            field.setErrorMessage(wrong.orElse(""));
        }
    }
}
