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
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.offramp.frontend.api.ApiProperties;
import io.offramp.frontend.api.Refusal;
import io.offramp.frontend.component.CopyText;
import io.offramp.frontend.component.Notice;

/** Where the operator's token is asked for. */
@Route(value = SignInView.PATH, autoLayout = false)
@PageTitle("Sign in · Offramp")
@SuppressWarnings("serial") // sessions stay in memory
class SignInView extends Main {
    static final String PATH = "sign-in";

    private final transient SignIn signIn;
    private final PasswordField token = new PasswordField("Operator token");
    private final Button submit = new Button("Sign in");
    private final Div answer = new Div();

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
        Div card = new Div(logo, new H1("Offramp"), purpose, token, submit, answer, where, links);
        card.addClassName("card");
        add(card);
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
        UI ui = UI.getCurrent();
        ui.navigate(SessionGuard.wanted(ui));
    }
}
