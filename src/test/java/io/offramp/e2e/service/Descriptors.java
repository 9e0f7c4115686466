package io.offramp.e2e.service;

import io.offramp.e2e.machine.Machine;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The open file descriptors of a process. */
public final class Descriptors {
    private static final Pattern LINK = Pattern.compile(" -> (.+)$", Pattern.MULTILINE);
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");

    private Descriptors() {}

    /**
     * Counts them by what they lead to. TCP connections are left out: the test's own come and go.
     *
     * @param machine where the process runs
     * @param pid the process
     * @return how many lead to each file, and how many to each kind of socket, pipe and anonymous inode
     */
    public static Map<String, Integer> of(Machine machine, int pid) {
        String[] parts = machine.sh(
                        "ls -l /proc/%1$d/fd; echo TCP; cat /proc/%1$d/net/tcp /proc/%1$d/net/tcp6".formatted(pid))
                .split("(?m)^TCP$", 2);
        Set<String> tcp = parts[1].lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 9)
                .map(fields -> fields[9])
                .collect(Collectors.toSet());
        Map<String, Integer> counts = new TreeMap<>();
        Matcher link = LINK.matcher(parts[0]);
        while (link.find()) {
            Matcher socket = SOCKET.matcher(link.group(1));
            if (!socket.matches() || !tcp.contains(socket.group(1))) {
                counts.merge(link.group(1).replaceAll(":\\[\\d+]", ""), 1, Integer::sum);
            }
        }
        return counts;
    }
}
