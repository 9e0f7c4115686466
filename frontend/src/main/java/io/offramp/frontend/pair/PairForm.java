package io.offramp.frontend.pair;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The fields of a pair to create. What is left empty is left to the API, and says what that will choose. */
@SuppressWarnings("serial") // sessions stay in memory
class PairForm extends Div {
    private static final List<Backend> BACKENDS =
            List.of(Backend.AUTO, Backend.VHOST_NET, Backend.TAP, Backend.VHOST_USER, Backend.VHOST_VDPA);

    private final TextField name = new TextField("Name");
    private final Select<String> port = new Select<>();
    private final Select<Backend> backend = new Select<>();
    private final IntegerField queues = new IntegerField("Queues");
    private final Select<Integer> queueSize = new Select<>();
    private final TextField socket = new TextField("Socket");
    private final Checkbox server = new Checkbox("This service makes the socket (server)");
    private final TextField device = new TextField("Device");
    private final Div onTap;
    private final Div onSocket;
    private final Div onDevice;
    private final TextField tapName = new TextField("Tap's name");
    private final TextField mac = new TextField("MAC address");
    private final IntegerField mtu = new IntegerField("MTU");
    private final Checkbox up = new Checkbox("Up from the start", true);
    private final TextArea addresses = new TextArea("Addresses");
    private final List<Rule> rules = new ArrayList<>();
    private final transient Runnable edited;
    private transient List<Port> free = List.of();
    private @Nullable String wantedPort;
    private boolean touched;

    PairForm(Runnable edited) {
        this.edited = edited;
        addClassName("stack");
        describe();
        Div pair = fields(name, port, backend, queues, queueSize);
        onTap = part("Tap", addresses, mtu, mac, tapName, up);
        onSocket = part("vhost-user", socket, server);
        onDevice = part("vDPA", device);
        add(new H2("Pair"), pair, onTap, onSocket, onDevice);
        showPart();
        backend.addValueChangeListener(_ -> showPart());
        rule("name", name, name, () -> PairRules.name(name.getValue()));
        rule("port", port, port, () -> port.getValue() == null ? Optional.of("is required") : Optional.empty());
        rule("backend", backend, backend, Optional::empty);
        rule(
                "queues",
                queues,
                queues,
                () -> Optional.ofNullable(queues.getValue()).flatMap(PairRules::queues));
        rule("queueSize", queueSize, queueSize, Optional::empty);
        rule("socket", socket, socket, () -> isOnSocket() ? PairRules.socket(socket.getValue()) : Optional.empty());
        rule("device", device, device, () -> isOnDevice() ? PairRules.device(device.getValue()) : Optional.empty());
        rule("tap.name", tapName, tapName, () -> PairRules.interfaceName(tapName.getValue()));
        rule("tap.mac", mac, mac, () -> PairRules.mac(mac.getValue()));
        rule("tap.mtu", mtu, mtu, () -> Optional.ofNullable(mtu.getValue()).flatMap(PairRules::mtu));
        rule("tap.addresses", addresses, addresses, () -> PairRules.addresses(AddressList.parse(addresses.getValue())));
        List.of(up, server)
                .forEach(box -> box.addValueChangeListener(change -> {
                    touched |= change.isFromClient();
                    this.edited.run();
                }));
    }

    private boolean isOnSocket() {
        return backend.getValue() == Backend.VHOST_USER;
    }

    private boolean isOnDevice() {
        return backend.getValue() == Backend.VHOST_VDPA;
    }

    private boolean isOnTap() {
        return !isOnSocket() && !isOnDevice();
    }

    /** What the chosen backend has no use for is not shown, and not sent. */
    private void showPart() {
        onTap.setVisible(isOnTap());
        onSocket.setVisible(isOnSocket());
        onDevice.setVisible(isOnDevice());
    }

    private static Div part(String title, Component... fields) {
        Div part = new Div(new H2(title), fields(fields));
        part.addClassName("stack");
        return part;
    }

    private void describe() {
        name.setRequiredIndicatorVisible(true);
        name.setHelperText("Also the tap's name, unless that is given.");
        port.setLabel("Port");
        // No indicator of being required: Select puts aria-required where ARIA does not allow it.
        port.setHelperText("A port that no pair uses.");
        port.setPlaceholder("Choose a free port");
        backend.setLabel("Backend");
        backend.setItems(BACKENDS);
        backend.setValue(Backend.AUTO);
        backend.setHelperText(
                "AUTO: vhost-net where this kernel has it, else TAP. VHOST_USER: another process, VHOST_VDPA: a vDPA device, no tap.");
        queues.setPlaceholder(Integer.toString(Defaults.QUEUES));
        queues.setHelperText("Queue pairs on both sides.");
        queueSize.setLabel("Queue size");
        queueSize.setItems(PairRules.QUEUE_SIZES);
        queueSize.setValue(Defaults.QUEUE_SIZE);
        queueSize.setHelperText("Descriptors a queue.");
        socket.setPlaceholder("/run/vhost/exc0.sock");
        socket.setHelperText(
                "The path of the UNIX socket. Without the tick below the peer makes it, and must be there.");
        server.setId("pair-server");
        device.setPlaceholder("/dev/vhost-vdpa-0");
        device.setHelperText("The character device of the vDPA device: vdpa dev show lists those that there are.");
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
        // What is not shown is not sent.
        Rule rule = new Rule(
                path, field, shown, () -> path.startsWith("tap.") && !isOnTap() ? Optional.empty() : check.get());
        rules.add(rule);
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                touched = true;
                if (field == port) {
                    wantedPort = port.getValue();
                }
                rule.show(check.get());
            }
            edited.run();
        });
    }

    /** Offers what is free now; what was chosen stays, and comes back when it is free again. */
    void offer(Inventory inventory) {
        List<Port> now = inventory.ports().stream()
                .filter(candidate -> candidate.getRole() == PortRole.FREE)
                .toList();
        if (!names(now).equals(names(free))) {
            port.setItems(names(now));
            port.setItemLabelGenerator(candidate -> label(candidate, inventory));
        }
        free = now;
        if (port.getValue() == null && !free.isEmpty()) {
            choose(wantedPort == null ? free.getFirst().getName() : wantedPort);
        }
        if (!touched && name.isEmpty()) {
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

    /** Chooses a port, as soon as it is free. */
    void choose(String wanted) {
        wantedPort = wanted;
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

    /** Whether somebody has typed here. */
    boolean isTouched() {
        return touched;
    }

    /** Whether all is right. What is not is shown at its field, and the first of those gets the focus. */
    boolean validate() {
        List<Rule> broken =
                rules.stream().filter(rule -> rule.check().get().isPresent()).toList();
        broken.forEach(rule -> rule.show(rule.check().get()));
        if (!broken.isEmpty() && broken.getFirst().input() instanceof Focusable<?> first) {
            first.focus();
        }
        return broken.isEmpty();
    }

    /** Fills in what {@link #request} answered before. */
    void restore(PairRequest draft) {
        touched = true;
        setText(name, draft.getName());
        if (draft.getPort() != null) {
            choose(draft.getPort());
        }
        if (draft.getBackend() != null && BACKENDS.contains(draft.getBackend())) {
            backend.setValue(draft.getBackend());
        }
        queues.setValue(Objects.equals(draft.getQueues(), Defaults.QUEUES) ? null : draft.getQueues());
        if (draft.getQueueSize() != null && PairRules.QUEUE_SIZES.contains(draft.getQueueSize())) {
            queueSize.setValue(draft.getQueueSize());
        }
        setText(socket, draft.getSocket());
        server.setValue(Boolean.TRUE.equals(draft.getServer()));
        setText(device, draft.getDevice());
        TapRequest tap = draft.getTap();
        if (tap != null) {
            setText(tapName, tap.getName());
            setText(mac, tap.getMac());
            mtu.setValue(tap.getMtu());
            up.setValue(!Boolean.FALSE.equals(tap.getUp()));
            if (tap.getAddresses() != null) {
                addresses.setValue(AddressList.format(tap.getAddresses()));
            }
        }
        rules.stream()
                .filter(rule -> !rule.input().isEmpty())
                .forEach(rule -> rule.show(rule.check().get()));
    }

    private static void setText(TextField field, @Nullable String text) {
        field.setValue(Objects.requireNonNullElse(text, ""));
    }

    /** What was typed, without what was left to the API. */
    PairRequest request() {
        PairRequest request = new PairRequest()
                .name(name.getValue())
                .port(port.getValue())
                .backend(backend.getValue() == Backend.AUTO ? null : backend.getValue())
                .queues(queues.getValue())
                .queueSize(queueSize.getValue() == Defaults.QUEUE_SIZE ? null : queueSize.getValue())
                .server(null);
        if (isOnDevice()) {
            return request.device(device.getValue());
        }
        return isOnSocket()
                ? request.socket(socket.getValue()).server(server.getValue() ? Boolean.TRUE : null)
                : request.tap(tap());
    }

    private @Nullable TapRequest tap() {
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
        return tap.equals(nothing) ? null : tap;
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

    private record Rule(String path, AbstractField<?, ?> input, HasValidation shown, Supplier<Optional<String>> check) {
        void show(Optional<String> wrong) {
            shown.setInvalid(wrong.isPresent());
            shown.setErrorMessage(wrong.orElse(""));
        }
    }
}
