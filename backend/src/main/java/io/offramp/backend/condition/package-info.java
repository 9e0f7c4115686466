/** The conditions that hosts, ports and pairs report. */
@NullMarked
package io.offramp.backend.condition;

import org.jspecify.annotations.NullMarked;
