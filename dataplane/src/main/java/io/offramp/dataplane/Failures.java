package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.eal.EalException;
import io.offramp.dataplane.ffm.NativeCallException;

/** Says in the dataplane's words what failed below it. */
final class Failures {
    private static final String REPORT = "See the service's log; if it happens again, report it with that log.";

    private Failures() {}

    static DataplaneException of(Throwable failed) {
        return switch (failed) {
            case DataplaneException already -> already;
            case EalException eal -> new DataplaneException(code(eal), null, message(eal), eal.remedy(), eal);
            case NativeCallException call ->
                new DataplaneException(Code.NATIVE_FAILURE, null, message(call), REPORT, call);
            default -> new DataplaneException(Code.NATIVE_FAILURE, null, failed.toString(), REPORT, failed);
        };
    }

    private static Code code(EalException failed) {
        return switch (failed.reason()) {
            case DPDK_MISSING -> Code.DPDK_MISSING;
            case INIT_FAILED -> Code.EAL_FAILED;
            case DEVICE_REFUSED -> Code.DEVICE_REFUSED;
        };
    }

    private static String message(Throwable failed) {
        String message = failed.getMessage();
        return message == null ? failed.toString() : message;
    }
}
