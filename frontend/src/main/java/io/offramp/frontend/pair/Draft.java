package io.offramp.frontend.pair;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody is typing, kept in the page's address as the body of the call that it will become: a reload, the end of the
 * session or a new start of the dashboard does not lose it. Nothing in it is secret.
 */
final class Draft {
    private static final String PARAMETER = "draft";
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                    _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private Draft() {}

    /** A request as JSON without what is left to the API. */
    static String json(Object request) {
        return JSON.writeValueAsString(request);
    }

    /** Puts a draft into the address of the page that is shown; nothing takes it out again. */
    static void keep(UI ui, String path, Optional<?> request) {
        QueryParameters parameters = request.map(draft -> QueryParameters.simple(Map.of(PARAMETER, json(draft))))
                .orElse(QueryParameters.empty());
        ui.getPage().getHistory().replaceState(null, new Location(path, parameters));
    }

    /** Nothing where the address has none, or one that is of no use. */
    static <T> Optional<T> of(Location location, Class<T> type) {
        return location.getQueryParameters().getSingleParameter(PARAMETER).flatMap(json -> read(json, type));
    }

    private static <T> Optional<T> read(String json, Class<T> type) {
        try {
            return Optional.ofNullable(JSON.readValue(json, type));
        } catch (JacksonException noDraft) {
            // Somebody changed the address by hand: the form begins empty, as it does without a draft.
            return Optional.empty();
        }
    }
}
