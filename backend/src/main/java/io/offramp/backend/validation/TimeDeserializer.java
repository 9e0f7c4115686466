package io.offramp.backend.validation;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/** Reads a time as OpenAPI's {@code date-time} is defined (RFC 3339). Jackson would take numbers for seconds, and year 10000. */
public final class TimeDeserializer extends ValueDeserializer<Instant> {
    private static final int LAST_YEAR = 9999;

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        try {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                OffsetDateTime time = OffsetDateTime.parse(parser.getString());
                if (time.getYear() <= LAST_YEAR) {
                    return time.toInstant();
                }
            }
        } catch (DateTimeException notATime) {
            // Refused below, like all else.
        }
        throw MismatchedInputException.from(parser, Instant.class, "no date and time");
    }
}
