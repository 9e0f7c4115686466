/** The dashboard in a real browser: what an operator does with it, and what it then shows and does. */
@NullMarked
package io.offramp.e2e.browser;

import org.jspecify.annotations.NullMarked;
