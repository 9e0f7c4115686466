package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import io.offramp.dataplane.eal.EalException;
import io.offramp.dataplane.eal.Privileges;
import io.offramp.dataplane.ffm.NativeCallException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in the dataplane's words what failed below it. */
final class Failures {
    private static final String REPORT = "See the service's log; if it happens again, report it with that log.";

    private Failures() {}

    static DataplaneException of(Throwable failed) {
        return of(failed, null);
    }

    /** As {@link #of(Throwable)}, when a single field of the request is to blame for what EAL refused. */
    static DataplaneException of(Throwable failed, @Nullable String field) {
        return switch (failed) {
            case DataplaneException already -> already;
            case EalException eal -> new DataplaneException(code(eal), field, message(eal), eal.remedy(), eal);
            case NativeCallException call
            when call.denied() ->
                new DataplaneException(Code.PRIVILEGE_MISSING, null, message(call), Privileges.remedy(), call);
            case NativeCallException call ->
                new DataplaneException(Code.NATIVE_FAILURE, null, message(call), REPORT, call);
            case UnsatisfiedLinkError missing ->
                new DataplaneException(
                        Code.LIBRARY_MISSING, null, message(missing), "Install the package that it names.", missing);
            default -> new DataplaneException(Code.NATIVE_FAILURE, null, failed.toString(), REPORT, failed);
        };
    }

    /** A refusal as the state of a pair: the code {@code PORT_NOT_FOUND} becomes the type {@code PortNotFound}. */
    static Condition condition(DataplaneException refusal) {
        String type = Arrays.stream(refusal.code().name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
        return new Condition(type, message(refusal), refusal.remedy());
    }

    private static Code code(EalException failed) {
        return switch (failed.reason()) {
            case LIBRARY_MISSING -> Code.LIBRARY_MISSING;
            case INIT_FAILED -> Code.EAL_FAILED;
            case DEVICE_REFUSED -> Code.DEVICE_REFUSED;
        };
    }

    private static String message(Throwable failed) {
        String message = failed.getMessage();
        return message == null ? failed.toString() : message;
    }
}
