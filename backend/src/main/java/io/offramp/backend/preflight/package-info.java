/** Whether the machine and the service have what is needed: for callers of the API, and on the command line. */
@NullMarked
package io.offramp.backend.preflight;

import org.jspecify.annotations.NullMarked;
