package io.offramp.dataplane;

/**
 * Something an operator should know about the host, a port, a pair or a poller.
 *
 * @param type a short stable identifier in CamelCase, such as {@code BackendFallback}
 * @param message what is the case, in one sentence
 * @param remedy what to do about it, in one sentence or as a command to paste
 */
public record Condition(String type, String message, String remedy) {}
