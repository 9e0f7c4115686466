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

/** The number is a power of two; {@code null} is valid. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PowerOfTwo.Validator.class)
public @interface PowerOfTwo {
    /**
     * What to say of another number.
     *
     * @return one clause that follows the field's name
     */
    String message() default "must be a power of two";

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
    class Validator implements ConstraintValidator<PowerOfTwo, Integer> {
        @Override
        public boolean isValid(@Nullable Integer value, ConstraintValidatorContext context) {
            return value == null || Integer.bitCount(value) == 1;
        }
    }
}
