/** What tests need to reach a service. */
@NullMarked
package io.offramp.frontend.api;

import org.jspecify.annotations.NullMarked;
