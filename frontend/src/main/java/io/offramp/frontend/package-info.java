/** The dashboard. It knows the service only through the generated client. */
@NullMarked
package io.offramp.frontend;

import org.jspecify.annotations.NullMarked;
