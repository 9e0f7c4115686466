@NullMarked
package io.offramp.backend.security;

import org.jspecify.annotations.NullMarked;
