package io.offramp.dataplane.eal;

/**
 * Memory that the service needs of DPDK. It is more in ordinary pages than in hugepages, because no mbuf may cross from one
 * page to the next.
 *
 * @param hugepageMegabytes what it needs in hugepages
 * @param pageMegabytes what it needs in pages of 4 KiB
 */
public record MemoryDemand(int hugepageMegabytes, int pageMegabytes) {}
