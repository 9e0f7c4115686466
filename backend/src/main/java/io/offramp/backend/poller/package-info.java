/** The pollers: what they forward and how busy they are. */
@NullMarked
package io.offramp.backend.poller;

import org.jspecify.annotations.NullMarked;
