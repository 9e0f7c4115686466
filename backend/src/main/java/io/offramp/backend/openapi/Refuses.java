package io.offramp.backend.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.HttpStatus;

/** The statuses, each with a problem, that a call may answer beside those that every call may. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {
    /**
     * The statuses.
     *
     * @return 400, 403, 404, 409, 412 or 422
     */
    HttpStatus[] value();
}
