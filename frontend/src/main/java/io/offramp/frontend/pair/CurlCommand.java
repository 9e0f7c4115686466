package io.offramp.frontend.pair;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.offramp.client.model.PairRequest;
import io.offramp.frontend.api.ApiProperties;
import tools.jackson.databind.json.JsonMapper;

/** The call that the form makes, for a shell; the token is the shell's own variable. */
final class CurlCommand {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                    _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private CurlCommand() {}

    static String of(PairRequest request, ApiProperties api) {
        // In single quotes the shell changes nothing; a quote in the text ends them, is quoted itself, and begins them
        // anew.
        String body = JSON.writeValueAsString(request).replace("'", "'\\''");
        return """
                curl -X POST %s/api/v1/pairs \\
                  -H "Authorization: Bearer $TOKEN" \\
                  -H 'Content-Type: application/json' \\
                  -d '%s'""".formatted(api.apiUrl(), body);
    }
}
