package io.offramp.dataplane;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A refusal or failure of the dataplane: what happened, where, and what to do. Nothing is left behind by the failed call. */
public final class DataplaneException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Why a call was refused or failed; the API's {@code code} is the same in kebab-case. */
    public enum Code {
        /** A value is outside of what is allowed. */
        INVALID_VALUE,
        /** There is no such port. */
        PORT_NOT_FOUND,
        /** There is no such pair. */
        PAIR_NOT_FOUND,
        /** There is no such tap. */
        TAP_NOT_FOUND,
        /** There is a port of that name. */
        PORT_EXISTS,
        /** There is a pair of that name. */
        PAIR_EXISTS,
        /** There is a network interface of that name. */
        TAP_EXISTS,
        /** Another pair uses the port. */
        PORT_IN_USE,
        /** The host itself, a driver of the kernel, another pair or another process needs the device. */
        DEVICE_IN_USE,
        /** Another pair, or another process, has the socket. */
        SOCKET_IN_USE,
        /** The machine lacks what the backend needs. */
        BACKEND_UNAVAILABLE,
        /** This DPDK build has no room for another port. */
        PORT_LIMIT,
        /** Every mempool is leased. */
        MEMPOOL_LIMIT,
        /** The port offers fewer queues. */
        QUEUES_UNSUPPORTED,
        /** The port or the mbufs cannot carry that MTU. */
        MTU_UNSUPPORTED,
        /** There is no network namespace of that name. */
        NETNS_NOT_FOUND,
        /** The pair is not as the caller's {@link Precondition} demands. */
        PRECONDITION_FAILED,
        /** The kernel does not permit the service what the call takes. */
        PRIVILEGE_MISSING,
        /** What a port is made on, a NIC or an interface of the kernel, has gone. */
        DEVICE_LOST,
        /** DPDK or the kernel would not make the device. */
        DEVICE_REFUSED,
        /** The pairs that are wanted cannot be read or written, see {@link PairStore}. */
        STATE_UNAVAILABLE,
        /** A native call failed that should not. */
        NATIVE_FAILURE,
        /** Too many commands wait for the control thread. */
        BUSY,
        /** The dataplane is not open. */
        DOWN,
        /** A native library is missing: DPDK of a version that is known here, or libnl-route-3. */
        LIBRARY_MISSING,
        /** EAL could not be initialised. */
        EAL_FAILED
    }

    private final Code code;
    private final @Nullable String field;
    private final String remedy;

    /**
     * Creates one.
     *
     * @param code why
     * @param field the field of the request concerned, as a path such as {@code tap.name}, or {@code null}
     * @param message what happened, in one sentence
     * @param remedy what to do, in one sentence or as a command to paste
     * @param cause the failure below, or {@code null}
     */
    public DataplaneException(
            Code code, @Nullable String field, String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.field = field;
        this.remedy = remedy;
    }

    /**
     * Creates one without a cause.
     *
     * @param code why
     * @param field the field of the request concerned, or {@code null}
     * @param message what happened, in one sentence
     * @param remedy what to do
     */
    public DataplaneException(Code code, @Nullable String field, String message, String remedy) {
        this(code, field, message, remedy, null);
    }

    /**
     * Why the call was refused or failed.
     *
     * @return the code
     */
    public Code code() {
        return code;
    }

    /**
     * The field of the request concerned.
     *
     * @return a path such as {@code tap.name}, or {@code null} when no single field is
     */
    public @Nullable String field() {
        return field;
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
