package io.offramp.dataplane.ffm;

import java.io.Serial;

/** A C function failed: its name and arguments, the code it gave and what the library says that means. */
public class NativeCallException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int EPERM = 1;
    private static final int EACCES = 13;

    private final int code;

    /**
     * Creates one.
     *
     * @param call the function with its arguments, such as {@code rte_eth_dev_start(port=1)}
     * @param code the code as a positive errno, or the library's own
     * @param meaning what the library says of the code
     */
    public NativeCallException(String call, int code, String meaning) {
        super("%s: %d %s".formatted(call, code, meaning));
        this.code = code;
    }

    /**
     * Whether the process lacks a privilege for the call.
     *
     * @return whether the code is {@code EPERM} or {@code EACCES}
     */
    public boolean denied() {
        return code == EPERM || code == EACCES;
    }

    /**
     * The code.
     *
     * @return a positive errno, or the library's own code
     */
    public int code() {
        return code;
    }
}
