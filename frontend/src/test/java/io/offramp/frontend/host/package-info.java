@NullMarked
package io.offramp.frontend.host;

import org.jspecify.annotations.NullMarked;
