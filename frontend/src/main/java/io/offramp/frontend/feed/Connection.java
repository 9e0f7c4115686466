package io.offramp.frontend.feed;

/** How the stream from the service is. */
public enum Connection {
    /** Nobody is signed in, so there is none. */
    IDLE,
    /** It was opened; nothing has come yet. */
    CONNECTING,
    /** Counters come. */
    UP,
    /** It broke, or is silent; another try follows by itself. */
    LOST,
    /** The service refuses every token that somebody signed in with. */
    REFUSED
}
