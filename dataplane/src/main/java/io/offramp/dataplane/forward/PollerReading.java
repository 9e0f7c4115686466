package io.offramp.dataplane.forward;

import java.util.List;

/**
 * A poller as it is.
 *
 * @param lcore where it runs
 * @param alive whether it still polls; false once it has stopped on a failure
 * @param paths what it forwards, at least a queue of each
 * @param window its last full second
 */
public record PollerReading(int lcore, boolean alive, List<ExceptionPath> paths, PollerWindow window) {}
