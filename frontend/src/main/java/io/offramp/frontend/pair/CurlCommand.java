package io.offramp.frontend.pair;

import io.offramp.client.model.PairRequest;
import io.offramp.frontend.api.ApiProperties;

/** The call that the form makes, for a shell; the token is the shell's own variable. */
final class CurlCommand {
    private CurlCommand() {}

    static String of(PairRequest request, ApiProperties api) {
        // In single quotes the shell changes nothing; a quote in the text ends them, is quoted itself, and begins them
        // anew.
        String body = Draft.json(request).replace("'", "'\\''");
        return """
                curl -X POST %s/api/v1/pairs \\
                  -H "Authorization: Bearer $TOKEN" \\
                  -H 'Content-Type: application/json' \\
                  -d '%s'""".formatted(api.reachableApiUrl(), body);
    }
}
