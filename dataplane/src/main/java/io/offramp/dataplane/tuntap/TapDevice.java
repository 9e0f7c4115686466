package io.offramp.dataplane.tuntap;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.offramp.dataplane.ffm.Descriptor;
import io.offramp.dataplane.ffm.Errno;
import io.offramp.dataplane.ffm.KernelAbi;
import io.offramp.dataplane.ffm.LibC;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/**
 * The maker of taps that outlive their maker.
 *
 * @see <a href="https://docs.kernel.org/networking/tuntap.html">Universal TUN/TAP device driver</a>
 */
public final class TapDevice {
    private static final String TUN = "/dev/net/tun";

    /** No per cent sign: the kernel would take {@code tap%d} for a pattern and choose the name itself. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,14}");

    private TapDevice() {}

    /**
     * Makes a tap without a queue in the calling thread's network namespace. It stays until it is deleted, also when this
     * process ends. It needs {@code CAP_NET_ADMIN} and a readable and writable {@code /dev/net/tun}.
     *
     * @param name its name: 1 to 15 letters, digits, {@code _}, {@code .} or {@code -}, the first one of the former three
     * @param vnetHeader whether frames shall carry a {@code struct virtio_net_hdr}, see {@link TapFlags#vnetHeader}
     * @param multiQueue whether it shall be able to have several queues
     * @param beforePersistent is given the interface index before the tap is made to stay; what happens to this process until
     *     it has returned leaves no tap behind, and neither does an exception of its own, which is passed on
     * @return the interface index
     * @throws IllegalArgumentException when the name is malformed
     * @throws io.offramp.dataplane.ffm.NativeCallException when the kernel refuses, with code {@code EBUSY} (16) when there
     *     is an interface of that name already, {@code EPERM} (1) without the capability, and {@code ENOENT} (2) without
     *     the device
     */
    public static int create(String name, boolean vnetHeader, boolean multiQueue, IntConsumer beforePersistent) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for an interface: \"%s\"".formatted(name));
        }
        try (Arena arena = Arena.ofConfined();
                Descriptor tun = Descriptor.open(TUN, KernelAbi.intValue("O_RDWR"))) {
            MemorySegment errno = arena.allocate(Errno.LAYOUT);
            MemorySegment request = request(arena, name, flags(vnetHeader, multiQueue));
            if (LibC.ioctl(errno, tun.number(), KernelAbi.value("TUNSETIFF"), request) < 0) {
                throw Errno.failure("ioctl(TUNSETIFF, %s)".formatted(name), errno);
            }
            int ifindex = LibC.if_nametoindex(errno, arena.allocateFrom(name));
            if (ifindex == 0) {
                throw Errno.failure("if_nametoindex(%s)".formatted(name), errno);
            }
            beforePersistent.accept(ifindex);
            if (LibC.ioctl(errno, tun.number(), KernelAbi.value("TUNSETPERSIST"), 1L) < 0) {
                throw Errno.failure("ioctl(TUNSETPERSIST, %s)".formatted(name), errno);
            }
            return ifindex;
        }
    }

    /** With {@code IFF_TUN_EXCL} a tap that is there already is refused and not attached to. */
    private static int flags(boolean vnetHeader, boolean multiQueue) {
        return KernelAbi.intValue("IFF_TAP")
                | KernelAbi.intValue("IFF_NO_PI")
                | KernelAbi.intValue("IFF_TUN_EXCL")
                | (vnetHeader ? KernelAbi.intValue("IFF_VNET_HDR") : 0)
                | (multiQueue ? KernelAbi.intValue("IFF_MULTI_QUEUE") : 0);
    }

    private static MemorySegment request(Arena arena, String name, int flags) {
        MemorySegment request = arena.allocate(KernelAbi.value("sizeof(struct ifreq)"), Long.BYTES);
        request.setString(0, name);
        request.set(JAVA_SHORT, KernelAbi.value("offsetof(struct ifreq, ifr_flags)"), (short) flags);
        return request;
    }
}
