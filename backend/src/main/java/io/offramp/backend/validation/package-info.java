/** Constraints on request fields that Jakarta Validation does not have. */
@NullMarked
package io.offramp.backend.validation;

import org.jspecify.annotations.NullMarked;
