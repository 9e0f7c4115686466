/** The pollers: how busy they are, and how long their queues wait. */
@NullMarked
package io.offramp.frontend.poller;

import org.jspecify.annotations.NullMarked;
