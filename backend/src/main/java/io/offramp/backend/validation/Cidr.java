package io.offramp.backend.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** The string is an interface's IPv4 or IPv6 address with its prefix length; {@code null} is valid. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Cidr.Validator.class)
public @interface Cidr {
    /**
     * What to say of another string.
     *
     * @return one clause that follows the field's name
     */
    String message() default "must be a unicast address with its prefix length, such as 192.0.2.1/24 or 2001:db8::1/64";

    /**
     * Demanded by Jakarta Validation; not used.
     *
     * @return no groups
     */
    Class<?>[] groups() default {};

    /**
     * Demanded by Jakarta Validation; not used.
     *
     * @return no payload
     */
    Class<? extends Payload>[] payload() default {};

    /** Checks it. */
    class Validator implements ConstraintValidator<Cidr, String> {
        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return value == null || InterfaceAddress.parse(value).isPresent();
        }
    }
}
