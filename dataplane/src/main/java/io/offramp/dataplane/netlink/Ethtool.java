package io.offramp.dataplane.netlink;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.offramp.dataplane.ffm.Errno;
import io.offramp.dataplane.ffm.KernelAbi;
import io.offramp.dataplane.ffm.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Link settings by the ethtool ioctl. {@code linux/ethtool.h}: the structure is followed by three bit masks, of as many
 * words as the running kernel has; a first question with no words is answered with that number, negated.
 */
final class Ethtool implements AutoCloseable {
    private static final String STRUCT = "struct ethtool_link_settings";
    private static final long SIZE = KernelAbi.value("sizeof(" + STRUCT + ")");
    private static final long COMMAND = offset("cmd");
    private static final long SPEED = offset("speed");
    private static final long DUPLEX = offset("duplex");
    private static final long AUTONEG = offset("autoneg");
    private static final long WORDS = offset("link_mode_masks_nwords");
    private static final int SPEED_UNKNOWN = KernelAbi.intValue("SPEED_UNKNOWN");
    private static final byte DUPLEX_FULL = (byte) KernelAbi.intValue("DUPLEX_FULL");
    private static final byte DUPLEX_HALF = (byte) KernelAbi.intValue("DUPLEX_HALF");
    private static final byte AUTONEG_ENABLE = (byte) KernelAbi.intValue("AUTONEG_ENABLE");
    private static final byte AUTONEG_DISABLE = (byte) KernelAbi.intValue("AUTONEG_DISABLE");
    private static final int EOPNOTSUPP = KernelAbi.intValue("EOPNOTSUPP");

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment errno = arena.allocate(Errno.LAYOUT);
    private final MemorySegment settings = arena.allocate(SIZE + 3L * Byte.MAX_VALUE * Integer.BYTES, Integer.BYTES);
    private final MemorySegment request = arena.allocate(KernelAbi.value("sizeof(struct ifreq)"), Long.BYTES);
    private final int socket;
    private final String name;

    /**
     * Speaks of one interface.
     *
     * @param socket any socket of its namespace
     * @param name its name
     */
    Ethtool(int socket, String name) {
        this.socket = socket;
        this.name = name;
        request.setString(0, name);
        request.set(ADDRESS, KernelAbi.value("offsetof(struct ifreq, ifr_data)"), settings);
    }

    private static long offset(String member) {
        return KernelAbi.value("offsetof(" + STRUCT + ", " + member + ")");
    }

    /** Its settings, or empty when its driver has none. */
    Optional<LinkSettings> read() {
        if (!load()) {
            return Optional.empty();
        }
        int speed = settings.get(JAVA_INT, SPEED);
        return Optional.of(new LinkSettings(
                speed == SPEED_UNKNOWN || speed == 0 ? OptionalInt.empty() : OptionalInt.of(speed),
                settings.get(JAVA_BYTE, DUPLEX) == DUPLEX_FULL,
                settings.get(JAVA_BYTE, AUTONEG) == AUTONEG_ENABLE));
    }

    /** Changes its settings and leaves the masks as they are; false when its driver cannot. */
    boolean write(LinkSettings wanted) {
        if (!load()) {
            return false;
        }
        settings.set(JAVA_INT, SPEED, wanted.speed().orElse(SPEED_UNKNOWN));
        settings.set(JAVA_BYTE, DUPLEX, wanted.fullDuplex() ? DUPLEX_FULL : DUPLEX_HALF);
        settings.set(JAVA_BYTE, AUTONEG, wanted.autoneg() ? AUTONEG_ENABLE : AUTONEG_DISABLE);
        return call("ETHTOOL_SLINKSETTINGS");
    }

    private boolean load() {
        settings.fill((byte) 0);
        if (!call("ETHTOOL_GLINKSETTINGS")) {
            return false;
        }
        settings.set(JAVA_BYTE, WORDS, (byte) -settings.get(JAVA_BYTE, WORDS));
        return call("ETHTOOL_GLINKSETTINGS");
    }

    private boolean call(String command) {
        settings.set(JAVA_INT, COMMAND, KernelAbi.intValue(command));
        if (LibC.ioctl(errno, socket, KernelAbi.value("SIOCETHTOOL"), request) == 0) {
            return true;
        }
        if (Errno.of(errno) == EOPNOTSUPP) {
            return false;
        }
        throw Errno.failure("ioctl(%s, %s)".formatted(command, name), errno);
    }

    @Override
    public void close() {
        arena.close();
    }
}
