package io.offramp.dataplane;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Takes back what has been done, last step first; a step that fails does not keep the others from being taken back. */
final class Undo implements AutoCloseable {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Notes how to take back what has just been done. */
    void push(Runnable step) {
        steps.push(step);
    }

    /**
     * Takes everything back.
     *
     * @throws RuntimeException the first failure, with the others suppressed in it
     */
    @Override
    public void close() {
        @Nullable RuntimeException first = null;
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (RuntimeException failed) {
                if (first == null) {
                    first = failed;
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** Takes everything back because of a failure, and tells of failures on the way within it. */
    void because(Throwable cause) {
        try {
            close();
        } catch (RuntimeException failed) {
            cause.addSuppressed(failed);
        }
    }
}
