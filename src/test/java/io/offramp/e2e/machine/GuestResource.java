package io.offramp.e2e.machine;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link Guest} of the test run: booted when the first asks for it, powered off after the last. */
public final class GuestResource implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Guest.class;
    }

    @Override
    public Guest resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(GuestResource.class))
                .computeIfAbsent(Guest.class, type -> Guest.boot(root()), Guest.class);
    }

    /** The repository's root folder. */
    public static Path root() {
        return Path.of(System.getProperty("offramp.root", "../.."))
                .toAbsolutePath()
                .normalize();
    }
}
