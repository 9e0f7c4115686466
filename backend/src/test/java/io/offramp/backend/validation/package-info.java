@NullMarked
package io.offramp.backend.validation;

import org.jspecify.annotations.NullMarked;
