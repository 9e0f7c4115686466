package io.offramp.backend.event;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a call. A controller's method that changes something takes one as an argument.
 *
 * @param name the name of the caller's token
 * @param origin the address that the call came from, without its port
 */
public record Author(String name, @Nullable String origin) {}
