package io.offramp.backend.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries JSpecify's nullness over into the schemas of our records: what is not {@link Nullable} is required, what is may be
 * {@code null}. The generators of the document know the annotations of many libraries, but none on type uses.
 */
final class Nullness implements ModelConverter {
    private static final String OURS = "io.offramp.backend.";
    private static final String REF = "#/components/schemas/";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        @Nullable Schema<?> resolved = chain.next().resolve(type, context, chain);
        Class<?> raw = rawClass(type);
        if (resolved == null || !raw.isRecord() || !raw.getName().startsWith(OURS)) {
            return resolved;
        }
        @Nullable
        Schema<?> model = resolved.get$ref() == null
                ? resolved
                : context.getDefinedModels().get(resolved.get$ref().substring(REF.length()));
        if (model != null && model.getProperties() != null) {
            for (RecordComponent component : raw.getRecordComponents()) {
                describe(model, component);
            }
        }
        return resolved;
    }

    private static Class<?> rawClass(AnnotatedType type) {
        return type.getType() instanceof JavaType java
                ? java.getRawClass()
                : Json.mapper().constructType(type.getType()).getRawClass();
    }

    private static void describe(Schema<?> model, RecordComponent component) {
        String name = component.getName();
        if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            if (model.getRequired() == null || !model.getRequired().contains(name)) {
                model.addRequiredItem(name);
            }
            return;
        }
        Schema<?> property = Objects.requireNonNull(model.getProperties().get(name), name);
        if (property.get$ref() != null) {
            model.getProperties().put(name, refOrNull(property));
        } else {
            property.addType("null");
        }
    }

    private static Schema<?> refOrNull(Schema<?> reference) {
        Schema<?> nothing = new JsonSchema();
        nothing.addType("null");
        Schema<?> target = new JsonSchema();
        target.set$ref(reference.get$ref());
        Schema<?> either = new JsonSchema();
        either.setDescription(reference.getDescription());
        if (reference.getDefault() != null) {
            either.setDefault(reference.getDefault());
        }
        either.addAnyOfItem(target);
        either.addAnyOfItem(nothing);
        return either;
    }
}
