package io.offramp.frontend.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.Yaml;

/** What the API itself says of its fields. */
public final class OpenApiDocument {
    private OpenApiDocument() {}

    /**
     * The schema of a property.
     *
     * @param schema the name of the schema that it belongs to
     * @param name its name
     * @return such as pattern, minimum, default
     * @throws IOException when the document cannot be read
     */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> property(String schema, String name) throws IOException {
        Map<String, Object> node = new Yaml().load(Files.readString(Path.of("../openapi/openapi.yaml")));
        for (String step : List.of("components", "schemas", schema, "properties", name)) {
            node = (Map<String, Object>) Objects.requireNonNull(node.get(step), step);
        }
        return node;
    }
}
