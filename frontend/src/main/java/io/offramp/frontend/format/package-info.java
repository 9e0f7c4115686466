/** Numbers for people: rates whose units do not jump, and counts in steady columns. */
@NullMarked
package io.offramp.frontend.format;

import org.jspecify.annotations.NullMarked;
