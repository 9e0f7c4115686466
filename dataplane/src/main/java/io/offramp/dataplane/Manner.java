package io.offramp.dataplane;

/** Whose word counts when a pair is built on a tap that is there already. */
enum Manner {
    /** The tap becomes what the spec says: somebody has just asked for it. */
    AS_WANTED,
    /** The tap keeps what it was given while nobody watched: addresses, routes, being up or down. */
    AS_FOUND
}
