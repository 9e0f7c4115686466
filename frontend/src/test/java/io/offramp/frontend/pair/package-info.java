/** Tests of the form's rules. */
@NullMarked
package io.offramp.frontend.pair;

import org.jspecify.annotations.NullMarked;
