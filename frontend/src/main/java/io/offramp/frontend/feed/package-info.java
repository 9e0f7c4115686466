/** What all browsers watch: one stream of counters and one poll of the service per process, and five minutes of history. */
@NullMarked
package io.offramp.frontend.feed;

import org.jspecify.annotations.NullMarked;
