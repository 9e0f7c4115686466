package io.offramp.dataplane.ethdev;

import io.offramp.dataplane.ffm.NativeCallException;
import io.offramp.dataplane.ffm.Pointers;
import io.offramp.dataplane.ffm.RteEal;
import java.io.Serial;

/** A call of librte_ethdev or librte_mempool failed. */
public final class EthdevException extends NativeCallException {
    @Serial
    private static final long serialVersionUID = 1L;

    EthdevException(String call, int errno) {
        super(call, errno, Pointers.string(RteEal.rte_strerror(errno)));
    }

    /** Passes a result that is not negative on; librte_ethdev returns negative errnos. */
    static int check(int result, String function, Object... arguments) {
        if (result < 0) {
            throw new EthdevException(call(function, arguments), -result);
        }
        return result;
    }

    static String call(String function, Object... arguments) {
        StringBuilder call = new StringBuilder(function).append('(');
        for (int i = 0; i < arguments.length; i += 2) {
            call.append(i == 0 ? "" : ", ").append(arguments[i]).append('=').append(arguments[i + 1]);
        }
        return call.append(')').toString();
    }
}
