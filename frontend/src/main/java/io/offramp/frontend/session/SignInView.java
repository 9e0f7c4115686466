package io.offramp.frontend.session;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.offramp.frontend.api.ApiProperties;
import io.offramp.frontend.api.Refusal;
import io.offramp.frontend.component.CopyText;
import io.offramp.frontend.component.Notice;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where the operator's token is asked for. */
@Route(value = SignInView.PATH, autoLayout = false)
@PageTitle("Sign in · Offramp")
@SuppressWarnings("serial") // sessions stay in memory
class SignInView extends Main implements BeforeEnterObserver {
    static final String PATH = "sign-in";

    private static final String PAGE = "page";
    private static final String ENDED = "ended";

    private final transient SignIn signIn;
    private final PasswordField token = new PasswordField("Token");
    private final Button submit = new Button("Sign in");
    private final Div answer = new Div();
    private final Paragraph ended = new Paragraph();
    private String page = "";

    SignInView(SignIn signIn, ApiProperties properties) {
        this.signIn = signIn;
        addClassName("sign-in");
        Image logo = new Image("favicon.svg", "");
        logo.addClassName("logo");
        token.setId("token");
        token.setWidthFull();
        token.setRequiredIndicatorVisible(true);
        token.setAutofocus(true);
        token.setHelperText("The session keeps it; it is not written anywhere.");
        submit.addThemeVariants(ButtonVariant.PRIMARY);
        submit.addClickShortcut(Key.ENTER);
        submit.setDisableOnClick(true);
        submit.addClickListener(_ -> submit());
        answer.getElement().setAttribute("role", "alert");
        ended.addClassName("ended");
        ended.getElement().setAttribute("role", "status");
        Div where = new Div(
                new Paragraph("The service wrote it at its first start. Read it on the service's machine:"),
                new CopyText("sudo cat /var/lib/offramp/operator-token"),
                new Paragraph("A lab that ./offramp run has made prints its token."));
        where.addClassName("hint");
        Paragraph links = new Paragraph(
                new Anchor(properties.swaggerUi(), "Swagger UI"),
                new com.vaadin.flow.component.Text(" · "),
                new Anchor(properties.openApiDocument(), "OpenAPI document"));
        links.addClassName("hint");
        Paragraph purpose = new Paragraph("DPDK exception paths: what arrives at a port comes out of a kernel tap.");
        Div card = new Div(logo, new H1("Offramp"), purpose, ended, token, submit, answer, where, links);
        card.addClassName("card");
        add(card);
    }

    /** The address says which page comes after, and why one is here: a reload must not forget it. */
    static QueryParameters thenTo(String page, Optional<Ended> why) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!page.isEmpty()) {
            parameters.put(PAGE, page);
        }
        why.ifPresent(reason -> parameters.put(ENDED, reason.name().toLowerCase(Locale.ROOT)));
        return QueryParameters.simple(parameters);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        signIn.takeEnded();
        QueryParameters parameters = event.getLocation().getQueryParameters();
        page = parameters.getSingleParameter(PAGE).orElse("");
        Optional<Ended> why = parameters
                .getSingleParameter(ENDED)
                .flatMap(name -> Arrays.stream(Ended.values())
                        .filter(reason -> reason.name().equalsIgnoreCase(name))
                        .findFirst());
        show(why);
        SignedInMark.take(event.getUI(), there -> {
            if (there && why.isEmpty()) {
                show(Optional.of(Ended.SESSION));
            }
        });
    }

    private void show(Optional<Ended> why) {
        ended.setVisible(why.isPresent());
        ended.setText(why.map(Ended::sentence).orElse(""));
    }

    private void submit() {
        answer.removeAll();
        String entered = token.getValue().strip();
        // An empty header value or one with spaces would be no bearer token at all.
        if (entered.isEmpty() || !entered.chars().allMatch(c -> c > ' ' && c < 127)) {
            token.setInvalid(true);
            token.setErrorMessage(entered.isEmpty() ? "is required" : "must not hold spaces or letters beyond ASCII");
        } else {
            signIn.attempt(entered).ifPresentOrElse(this::refuse, this::enter);
        }
        submit.setEnabled(true);
    }

    private void refuse(Refusal refusal) {
        token.setInvalid(refusal.unauthorized());
        if (refusal.unauthorized()) {
            token.setErrorMessage("The service refuses this token.");
        } else {
            answer.add(new Notice(refusal));
        }
    }

    private void enter() {
        token.clear();
        UI.getCurrent().navigate(page);
    }
}
