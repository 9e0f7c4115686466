/** What has happened, told over the API: the kept events, and new ones as they come. */
@NullMarked
package io.offramp.backend.history;

import org.jspecify.annotations.NullMarked;
