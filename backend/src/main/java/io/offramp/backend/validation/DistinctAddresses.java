package io.offramp.backend.validation;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * No address is in the list twice, however it is written and whatever its prefix length; {@code null} is valid. What is no
 * address is {@link Cidr}'s business.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = DistinctAddresses.Validator.class)
public @interface DistinctAddresses {
    /**
     * What to say of another list.
     *
     * @return one clause that follows the field's name
     */
    String message() default "must not hold the same address twice";

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
    class Validator implements ConstraintValidator<DistinctAddresses, List<@Nullable String>> {
        @Override
        public boolean isValid(@Nullable List<@Nullable String> value, ConstraintValidatorContext context) {
            Set<InetAddress> seen = new HashSet<>();
            return value == null
                    || value.stream()
                            .flatMap(cidr -> cidr == null ? Stream.empty() : InterfaceAddress.parse(cidr).stream())
                            .allMatch(parsed -> seen.add(parsed.address()));
        }
    }
}
