/**
 * The machines that end-to-end tests run on: this one, and the emulated guest with a real {@code /dev/vhost-net}. A test
 * written against {@link io.offramp.e2e.machine.Machine} runs on both.
 */
@NullMarked
package io.offramp.e2e.machine;

import org.jspecify.annotations.NullMarked;
