package io.offramp.dataplane.netlink;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.offramp.dataplane.ffm.KernelAbi;
import io.offramp.dataplane.ffm.LibNl;
import io.offramp.dataplane.tuntap.TapFlags;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** What the kernel tells of an interface's kind ({@code IFLA_LINKINFO}); libnl-route knows nothing of the tun driver. */
final class LinkInfo {
    private LinkInfo() {}

    /** The payload of a request for one link. */
    static MemorySegment request(Arena arena, int ifindex) {
        MemorySegment request = arena.allocate(KernelAbi.value("sizeof(struct ifinfomsg)"), Integer.BYTES);
        request.set(JAVA_INT, KernelAbi.value("offsetof(struct ifinfomsg, ifi_index)"), ifindex);
        return request;
    }

    /** Out of the message that answers it; empty for an interface of another driver. */
    static Optional<TapFlags> tapFlags(MemorySegment message) {
        MemorySegment info = LibNl.nlmsg_find_attr(
                message, KernelAbi.intValue("sizeof(struct ifinfomsg)"), KernelAbi.intValue("IFLA_LINKINFO"));
        if (info.address() == 0) {
            return Optional.empty();
        }
        MemorySegment kind = nested(info, "IFLA_INFO_KIND");
        MemorySegment data = nested(info, "IFLA_INFO_DATA");
        if (kind.address() == 0
                || data.address() == 0
                || !"tun".equals(LibNl.nla_get_string(kind).getString(0))) {
            return Optional.empty();
        }
        return Optional.of(new TapFlags(
                number(data, "IFLA_TUN_TYPE") == KernelAbi.value("IFF_TAP"),
                number(data, "IFLA_TUN_VNET_HDR") != 0,
                number(data, "IFLA_TUN_MULTI_QUEUE") != 0,
                number(data, "IFLA_TUN_PERSIST") != 0));
    }

    private static MemorySegment nested(MemorySegment attribute, String type) {
        return LibNl.nla_find(LibNl.nla_data(attribute), LibNl.nla_len(attribute), KernelAbi.intValue(type));
    }

    private static int number(MemorySegment data, String type) {
        MemorySegment attribute = nested(data, type);
        return attribute.address() == 0 ? 0 : LibNl.nla_get_u8(attribute);
    }
}
