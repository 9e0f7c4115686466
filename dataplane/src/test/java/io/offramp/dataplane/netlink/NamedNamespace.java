package io.offramp.dataplane.netlink;

/** A network namespace with a name that no other run has, deleted at the end. */
final class NamedNamespace implements AutoCloseable {
    private final String name;

    NamedNamespace(String suffix) {
        name = "offramp-test-%d-%s".formatted(ProcessHandle.current().pid(), suffix);
        Command.run("ip netns add " + name);
    }

    String name() {
        return name;
    }

    String run(String commandLine) {
        return Command.run("ip netns exec %s %s".formatted(name, commandLine));
    }

    @Override
    public void close() {
        Command.run("ip netns delete " + name);
    }
}
