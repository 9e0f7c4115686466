package io.offramp.dataplane.eal;

import java.io.Serial;

/** EAL cannot be used, or would not take a device: why, in EAL's own words, and what to do. */
public final class EalException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String remedy;

    /** What kind of failure it is. */
    public enum Reason {
        /** No DPDK of a known ABI is installed. */
        LIBRARY_MISSING,
        /** {@code rte_eal_init} failed. */
        INIT_FAILED,
        /** A device could not be plugged or unplugged. */
        DEVICE_REFUSED
    }

    EalException(Reason reason, String message, String remedy) {
        super(message);
        this.reason = reason;
        this.remedy = remedy;
    }

    /**
     * What kind of failure it is.
     *
     * @return the reason
     */
    public Reason reason() {
        return reason;
    }

    /**
     * What to do.
     *
     * @return one sentence, or a command to paste
     */
    public String remedy() {
        return remedy;
    }
}
