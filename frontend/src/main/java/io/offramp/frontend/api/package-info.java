/** The service as the dashboard sees it: the generated client with a token, and why a call was refused. */
@NullMarked
package io.offramp.frontend.api;

import org.jspecify.annotations.NullMarked;
