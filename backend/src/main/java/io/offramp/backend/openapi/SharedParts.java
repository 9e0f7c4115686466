package io.offramp.backend.openapi;

import io.offramp.backend.problem.Problem;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Comparator;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** What no controller mentions: the schema of problems, and the health, which is no call of ours but part of the contract. */
final class SharedParts implements GlobalOpenApiCustomizer {
    private static final String HEALTH = "health";

    @Override
    public void customise(OpenAPI document) {
        ModelConverters.getInstance(true)
                .resolveAsResolvedSchema(new AnnotatedType(Problem.class))
                .referencedSchemas
                .forEach(document::schema);
        document.path("/actuator/health", new PathItem().get(health()));
        document.schema("Health", healthSchema());
        document.addTagsItem(new Tag().name(HEALTH).description("Whether the service is up."));
        document.getTags().sort(Comparator.comparing(Tag::getName));
    }

    private static Operation health() {
        return new Operation()
                .operationId("getHealth")
                .addTagsItem(HEALTH)
                .summary("Whether the service is up")
                .description("Needs no token.")
                .security(List.of())
                .responses(new ApiResponses()
                        .addApiResponse("200", health("It is up."))
                        .addApiResponse("503", health("It is not: the dataplane does not answer.")));
    }

    private static ApiResponse health(String description) {
        Schema<?> health = new JsonSchema();
        health.set$ref("#/components/schemas/Health");
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/json", new MediaType().schema(health)));
    }

    private static Schema<?> healthSchema() {
        Schema<?> status = new JsonSchema();
        status.addType("string");
        status.setDescription("UP, DOWN, OUT_OF_SERVICE or UNKNOWN.");
        Schema<?> health = new JsonSchema();
        health.addType("object");
        health.setDescription("Whether the service is up.");
        health.addProperty("status", status);
        health.addRequiredItem("status");
        return health;
    }
}
