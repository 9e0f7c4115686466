package io.offramp.dataplane.pci;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The kernel would not give a device to a driver; the message names the file of sysfs and the error. */
public final class PciException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    PciException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
