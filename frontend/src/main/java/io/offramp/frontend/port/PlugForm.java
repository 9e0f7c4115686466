package io.offramp.frontend.port;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.offramp.client.model.Port;
import io.offramp.client.model.PortRequest;
import io.offramp.frontend.api.Refusal;
import io.offramp.frontend.component.Calls;
import io.offramp.frontend.component.Notice;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.session.SignIn;
import java.util.Optional;

/** Hot-plugs a device. */
@SuppressWarnings("serial") // sessions stay in memory
class PlugForm extends Div {
    private final transient Feed feed;
    private final transient SignIn signIn;
    private final TextField devargs = new TextField("Device and arguments (devargs)");
    private final Checkbox bind = new Checkbox("Take it from the kernel");
    private final Button plug = new Button("Plug");
    private final Span done = new Span();
    private final Div answer = new Div();

    PlugForm(Feed feed, SignIn signIn) {
        this.feed = feed;
        this.signIn = signIn;
        addClassNames("card", "plug-form");
        devargs.setId("devargs");
        devargs.setPlaceholder("0000:84:00.0 or net_af_packet1,iface=eth1");
        devargs.setHelperText("A PCI address, or a virtual device as in EAL's --vdev.");
        devargs.setValueChangeMode(ValueChangeMode.EAGER);
        devargs.addValueChangeListener(_ -> edited());
        devargs.addKeyDownListener(Key.ENTER, _ -> plug.click());
        devargs.setWidthFull();
        bind.setId("bind");
        bind.setHelperText(
                "Binds a NIC that the kernel drives to vfio-pci; unplugging gives it back. Its interface is gone "
                        + "meanwhile, with its addresses.");
        bind.setEnabled(false);
        plug.setId("plug");
        plug.addThemeVariants(ButtonVariant.PRIMARY);
        plug.setEnabled(false);
        plug.setDisableOnClick(true);
        plug.addClickListener(_ -> plug());
        done.addClassName("muted");
        done.getElement().setAttribute("role", "status");
        answer.getElement().setAttribute("role", "alert");
        Div buttons = new Div(plug, done);
        buttons.addClassName("buttons");
        add(new H2("Plug a port"), devargs, bind, answer, buttons);
    }

    /** Brings it into view, too. */
    void focus() {
        devargs.focus();
    }

    private void edited() {
        Optional<String> wrong = DevargsRule.check(devargs.getValue());
        devargs.setInvalid(wrong.isPresent() && !devargs.isEmpty());
        devargs.setErrorMessage(wrong.orElse(""));
        plug.setEnabled(wrong.isEmpty());
        bind.setEnabled(DevargsRule.isPci(devargs.getValue()));
        bind.setValue(bind.getValue() && bind.isEnabled());
        done.setText("");
    }

    private void plug() {
        answer.removeAll();
        done.setText("Plugging…");
        Calls.start(
                this,
                signIn.api()
                        .ports()
                        .plugPort(new PortRequest().devargs(devargs.getValue()).bind(bind.getValue())),
                this::plugged,
                this::refused);
    }

    private void plugged(Port port) {
        devargs.clear();
        devargs.setInvalid(false);
        done.setText("Port %s is there.".formatted(port.getName()));
        feed.refresh();
    }

    private void refused(Refusal refusal) {
        edited();
        if (refusal.errors().isEmpty()) {
            answer.add(new Notice(refusal));
        } else {
            devargs.setInvalid(true);
            devargs.setErrorMessage(refusal.errors().getFirst().getMessage() + " — " + refusal.remedy());
        }
    }
}
