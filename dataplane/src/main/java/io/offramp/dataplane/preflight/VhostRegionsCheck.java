package io.offramp.dataplane.preflight;

/**
 * How many regions of memory vhost takes of a process. A virtio_user port gives it one for each of DPDK's lists of memory
 * segments, whether used or not (DPDK 22.11, {@code drivers/net/virtio/virtio_user/vhost_kernel.c}).
 */
final class VhostRegionsCheck {
    private static final String ID = "vhost-mem-regions";

    /** With RTE_MAX_MEM_MB_PER_LIST 32768 and RTE_MAX_MEM_MB_PER_TYPE 65536 of DPDK's configuration: 4 of 2 MB, 2 of 1 GB. */
    private static final int LISTS_PER_NODE = 6;

    private VhostRegionsCheck() {}

    static Verdict look(Machine machine) {
        long nodes = Math.max(
                1,
                Machine.names(machine.sys().resolve("devices/system/node")).stream()
                        .filter(name -> name.matches("node\\d+"))
                        .count());
        long lists = nodes * LISTS_PER_NODE;
        return Machine.text(machine.sys().resolve("module/vhost/parameters/max_mem_regions"))
                .map(Long::parseLong)
                .map(regions -> regions >= lists
                        ? Verdict.pass(
                                ID, "vhost takes %d regions of memory, and DPDK has up to %d".formatted(regions, lists))
                        : Verdict.warn(
                                ID,
                                "vhost takes %d regions of memory, and DPDK may have %d: pairs on vhost-net are refused then"
                                        .formatted(regions, lists),
                                "echo 'options vhost max_mem_regions=%d' >/etc/modprobe.d/vhost.conf && modprobe -r vhost_net vhost && modprobe vhost_net"
                                        .formatted(Math.max(64, lists))))
                .orElseGet(() -> Verdict.pass(ID, "the module vhost is not loaded, so it limits nothing yet"));
    }
}
