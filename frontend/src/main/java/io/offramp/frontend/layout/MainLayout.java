package io.offramp.frontend.layout;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.server.menu.MenuConfiguration;
import io.offramp.client.model.Host;
import io.offramp.frontend.api.ApiProperties;
import io.offramp.frontend.feed.Connection;
import io.offramp.frontend.feed.Feed;
import io.offramp.frontend.feed.Live;
import io.offramp.frontend.feed.LiveUpdates;
import io.offramp.frontend.session.SignIn;
import org.jspecify.annotations.Nullable;

/** Navigation, the banner about the service, and the buttons that every page has. The pages tell what the menu holds. */
@Layout
@SuppressWarnings("serial") // sessions stay in memory
class MainLayout extends AppLayout implements AfterNavigationObserver {
    private final Banner banner = new Banner();
    private final ConnectionWatch watch = new ConnectionWatch();
    private final Div banners = new Div(watch, banner);
    private final Div content = new Div(banners);
    private final Span hostname = new Span();
    private final transient ApiProperties properties;
    private final transient SignIn signIn;

    MainLayout(Feed feed, SignIn signIn, ApiProperties properties) {
        this.properties = properties;
        this.signIn = signIn;
        content.addClassName("content");
        content.setId("content");
        content.getElement().setAttribute("tabindex", "-1");
        // The region is there before it tells anything: else it would not be read out.
        banners.addClassName("banners");
        banners.getElement().setAttribute("role", "status");
        banners.getElement().setAttribute("aria-live", "assertive");
        setContent(content);
        setPrimarySection(Section.DRAWER);
        addToNavbar(navbar());
        addToDrawer(drawer());
        LiveUpdates.bind(this, feed, this::show);
    }

    @Override
    public void showRouterLayoutContent(HasElement page) {
        // AppLayout would put the page in the banner's place.
        content.removeAll();
        content.add(banners);
        content.getElement().appendChild(page.getElement());
    }

    @Override
    public void removeRouterLayoutContent(@Nullable HasElement page) {
        if (page != null) {
            page.getElement().removeFromParent();
        }
    }

    private Component drawer() {
        Aside drawer = new Aside(brand(), new Scroller(menu()), foot());
        drawer.addClassName("drawer");
        drawer.getElement().setAttribute("aria-label", "Menu");
        return drawer;
    }

    private Component navbar() {
        DrawerToggle toggle = new DrawerToggle();
        toggle.setAriaLabel("Menu");
        hostname.addClassName("hostname");
        Button theme = new Button(new Icon("vaadin", "adjust"));
        theme.setAriaLabel("Switch between light and dark");
        theme.setTooltipText("Light or dark");
        theme.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.LUMO_ICON);
        theme.getElement().executeJs("this.addEventListener('click', () => window.offramp.toggleTheme())");
        Button out = new Button("Sign out", new Icon("vaadin", "sign-out"), _ -> signIn.signOut());
        out.setId("sign-out");
        out.setTooltipText(signIn.who());
        out.addThemeVariants(ButtonVariant.TERTIARY);
        Div right = new Div(theme, out);
        right.addClassName("navbar-end");
        NativeButton skip = new NativeButton("Skip to the content");
        skip.addClassName("skip");
        skip.getElement().executeJs("this.addEventListener('click', () => document.getElementById('content').focus())");
        Header bar = new Header(skip, toggle, hostname, right);
        bar.addClassName("navbar");
        return bar;
    }

    private static Component brand() {
        Image logo = new Image("favicon.svg", "");
        Div brand = new Div(logo, new Span("Offramp"));
        brand.addClassName("brand");
        return brand;
    }

    private static SideNav menu() {
        SideNav menu = new SideNav();
        menu.getElement().setAttribute("aria-label", "Pages");
        MenuConfiguration.getMenuEntries()
                .forEach(entry ->
                        menu.addItem(new SideNavItem(entry.title(), entry.path(), new Icon("vaadin", entry.icon()))));
        return menu;
    }

    private Component foot() {
        Div foot = new Div(
                external("Swagger UI", properties.swaggerUi()),
                external("OpenAPI document", properties.openApiDocument()));
        foot.addClassName("drawer-foot");
        return foot;
    }

    private static Anchor external(String text, String address) {
        Anchor anchor = new Anchor(address, text + " ↗");
        anchor.getElement().setAttribute("target", "_blank");
        anchor.getElement().setAttribute("rel", "noopener");
        return anchor;
    }

    private void show(Live live) {
        Host host = live.inventory().host();
        hostname.setText(host == null ? "" : host.getHostname());
        if (live.connection() == Connection.REFUSED) {
            getUI().ifPresent(signIn::expire);
        }
        watch.beat(live.connection() == Connection.UP);
        banner.show(live, properties.apiUrl());
        boolean old = live.connection() == Connection.LOST || live.connection() == Connection.REFUSED;
        content.setClassName("stale", old);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        getElement().executeJs("if (this.overlay) this.drawerOpened = false");
    }
}
