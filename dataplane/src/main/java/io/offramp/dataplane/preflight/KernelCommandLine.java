package io.offramp.dataplane.preflight;

/** The kernel's command line, as Debian's GRUB keeps it. */
final class KernelCommandLine {
    private KernelCommandLine() {}

    /** The shell command that adds parameters and boots with them. */
    static String add(String parameters) {
        return "sed -i 's/^GRUB_CMDLINE_LINUX=\"/&%s /' /etc/default/grub && update-grub && reboot"
                .formatted(parameters);
    }
}
