package io.offramp.frontend.pair;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.offramp.client.model.FieldError;
import io.offramp.client.model.Pair;
import io.offramp.client.model.PairRequest;
import io.offramp.client.model.PortRole;
import io.offramp.frontend.api.ApiProperties;
import io.offramp.frontend.api.Refusal;
import io.offramp.frontend.component.Calls;
import io.offramp.frontend.component.Card;
import io.offramp.frontend.component.CopyText;
import io.offramp.frontend.component.Notice;
import io.offramp.frontend.component.PageHead;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.LiveUpdates;
import io.offramp.frontend.session.SignIn;
import java.util.List;
import java.util.Optional;

/** Creates a pair. What was typed stays until it succeeds. */
@Route(NewPairView.PATH)
@PageTitle("Create pair · Offramp")
@SuppressWarnings("serial") // sessions stay in memory
class NewPairView extends Main implements BeforeEnterObserver {
    static final String PATH = "pairs/new";

    private final transient Feed feed;
    private final transient SignIn signIn;
    private final transient ApiProperties properties;
    private final PairForm form = new PairForm(this::edited);
    private final CopyText curl = new CopyText("");
    private final Button create = new Button("Create pair");
    private final Span progress = new Span();
    private final Div answer = new Div();
    private final Div noPort = new Div();
    private final Div viewer = new Div();

    NewPairView(Feed feed, SignIn signIn, ApiProperties properties) {
        this.feed = feed;
        this.signIn = signIn;
        this.properties = properties;
        addClassName("page");
        answer.getElement().setAttribute("role", "alert");
        progress.addClassName("muted");
        progress.getElement().setAttribute("role", "status");
        create.setId("create-pair");
        create.addThemeVariants(ButtonVariant.PRIMARY);
        create.setDisableOnClick(true);
        create.addClickListener(_ -> create());
        create.setVisible(signIn.mayChange());
        viewer.addClassName("muted");
        viewer.setText("Your token has the role VIEWER, which creates nothing: give the command below to an operator.");
        viewer.setVisible(!signIn.mayChange());
        noPort.addClassName("muted");
        noPort.setText("No port is free: plug one on the page Ports, or delete a pair.");
        Div buttons = new Div(create, progress);
        buttons.addClassName("buttons");
        add(
                new PageHead("Create pair"),
                new Card(noPort, viewer, form, answer, buttons),
                new Card("The same from a shell", curl));
        LiveUpdates.bind(this, feed, this::show);
        edited();
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        event.getLocation().getQueryParameters().getSingleParameter("port").ifPresent(form::choose);
        Draft.of(event.getLocation(), PairRequest.class).ifPresent(form::restore);
        form.offer(feed.now().inventory());
    }

    private void show(Live live) {
        form.offer(live.inventory());
        noPort.setVisible(live.inventory().known()
                && live.inventory().ports().stream().noneMatch(port -> port.getRole() == PortRole.FREE));
    }

    private void edited() {
        form.showDefaults();
        PairRequest request = form.request();
        curl.setText(CurlCommand.of(request, properties));
        if (form.isTouched()) {
            getUI().ifPresent(ui -> Draft.keep(ui, PATH, Optional.of(request)));
        }
    }

    private void create() {
        answer.removeAll();
        if (!form.validate()) {
            create.setEnabled(true);
            return;
        }
        progress.setText("Creating…");
        UI ui = UI.getCurrent();
        Calls.start(
                this,
                signIn.api().pairs().createPair(form.request()),
                pair -> {
                    feed.refresh();
                    ui.navigate("pairs/" + name(pair));
                },
                this::refused);
    }

    private static String name(Pair pair) {
        return pair.getSpec().getName();
    }

    private void refused(Refusal refusal) {
        progress.setText("");
        create.setEnabled(true);
        List<FieldError> homeless = form.show(refusal.errors());
        if (refusal.errors().isEmpty()
                || !homeless.isEmpty()
                || !refusal.remedy().isEmpty()) {
            answer.add(new Notice(refusal));
        }
    }
}
