/** What Prometheus scrapes: docs/metrics.md. */
@NullMarked
package io.offramp.backend.metrics;

import org.jspecify.annotations.NullMarked;
