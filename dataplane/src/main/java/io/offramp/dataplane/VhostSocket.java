package io.offramp.dataplane;

/**
 * The socket over which a pair of the backend {@link Backend#VHOST_USER} reaches its peer.
 *
 * @param path the socket's file, {@link Syntax#SOCKET_PATH}
 * @param server whether the pair makes the file and waits for its peer; else the peer does, and must be there first
 */
public record VhostSocket(String path, boolean server) {

    /** Under which name DPDK opens it. A server's gets its own name when it is ready; no pair's can end in a tilde. */
    String opened() {
        return server ? path + "~" : path;
    }
}
