/** Every error answer of the API: RFC 9457 problem details with a code and a remedy. */
@NullMarked
package io.offramp.backend.problem;

import org.jspecify.annotations.NullMarked;
