/** The OpenAPI document: what no single call can say of itself. */
@NullMarked
package io.offramp.backend.openapi;

import org.jspecify.annotations.NullMarked;
