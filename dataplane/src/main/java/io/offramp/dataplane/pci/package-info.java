/** PCI devices and who drives them, read and changed in sysfs (Linux, Documentation/ABI/testing/sysfs-bus-pci). */
@NullMarked
package io.offramp.dataplane.pci;

import org.jspecify.annotations.NullMarked;
