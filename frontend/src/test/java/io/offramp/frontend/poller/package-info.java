@NullMarked
package io.offramp.frontend.poller;

import org.jspecify.annotations.NullMarked;
