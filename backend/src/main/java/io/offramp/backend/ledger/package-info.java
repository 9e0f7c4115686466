/**
 * What became of a pair's packets within the last seconds, and in words where and why the most were lost: {@code Tally} counts,
 * {@code LossDiagnosis} explains one loss, {@code LedgerVerdict} speaks.
 */
@NullMarked
package io.offramp.backend.ledger;

import org.jspecify.annotations.NullMarked;
