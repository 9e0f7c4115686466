@NullMarked
package io.offramp.backend.storage;

import org.jspecify.annotations.NullMarked;
