/**
 * The C functions that the dataplane calls, under their C names and with their C arguments: {@code int}, {@code long}
 * and {@link java.lang.foreign.MemorySegment}. Nothing here decides anything: result codes are checked one package up.
 *
 * <p>This is the only package that uses {@link java.lang.foreign.Linker}. A function is bound when its class is
 * initialised, so a missing library or symbol shows at the start and not in the middle of work.
 */
@NullMarked
package io.offramp.dataplane.ffm;

import org.jspecify.annotations.NullMarked;
