/** Tests of the dashboard against a service of a few lines. */
@NullMarked
package io.offramp.frontend;

import org.jspecify.annotations.NullMarked;
