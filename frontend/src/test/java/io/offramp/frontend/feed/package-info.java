/** Tests of the feed against a service of a few lines. */
@NullMarked
package io.offramp.frontend.feed;

import org.jspecify.annotations.NullMarked;
