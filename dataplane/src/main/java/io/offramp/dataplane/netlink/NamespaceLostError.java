package io.offramp.dataplane.netlink;

import io.offramp.dataplane.ffm.NativeCallException;
import java.io.Serial;

/**
 * A thread could not come back to its own network namespace. Whatever it did from now on would hit the wrong interfaces, so
 * it must end, and nothing may catch this to go on.
 */
public final class NamespaceLostError extends Error {
    @Serial
    private static final long serialVersionUID = 1L;

    NamespaceLostError(String netns, NativeCallException refused) {
        super(
                "thread %s is stuck in the network namespace %s and must end: %s"
                        .formatted(Thread.currentThread().getName(), netns, refused.getMessage()),
                refused);
    }
}
