package io.offramp.e2e.service;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the API answered, as it came over the wire.
 *
 * @param status the HTTP status
 * @param headers the headers
 * @param text the body
 */
public record Answer(int status, HttpHeaders headers, String text) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * The body as JSON.
     *
     * @return a tree; fails when the body is no JSON
     */
    public JsonNode json() {
        return JSON.readTree(text);
    }

    /**
     * The media type.
     *
     * @return of the header Content-Type without its parameters; empty when there is none
     */
    public String mediaType() {
        return headers.firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
    }
}
