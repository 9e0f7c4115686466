package io.offramp.e2e.host;

import io.offramp.client.model.Pair;
import io.offramp.e2e.service.KernelLink;
import io.offramp.e2e.service.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pairs that there are with the MTU of each, as those tell who should agree. */
final class Wanted {
    private static final Pattern MTU = Pattern.compile("\"mtu\"\\s*:\\s*(\\d+)");

    private Wanted() {}

    static Map<String, Integer> ofApi(HostLab lab) {
        Map<String, Integer> pairs = new TreeMap<>();
        Service service = lab.service();
        for (Pair pair : service.get(service.pairs().listPairs().collectList())) {
            pairs.put(
                    pair.getSpec().getName(),
                    Objects.requireNonNull(
                            Objects.requireNonNull(pair.getSpec().getTap()).getMtu()));
        }
        return pairs;
    }

    /** Whatever lies in the folder counts: a half-written file is one too many. */
    static Map<String, Integer> ofDocuments(HostLab lab) {
        Map<String, Integer> pairs = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of(lab.service().stateDirectory(), "pairs"))) {
            for (Path file : files.toList()) {
                Matcher mtu = MTU.matcher(Files.readString(file));
                pairs.put(
                        file.getFileName().toString().replaceFirst("\\.json$", ""),
                        mtu.find() ? Integer.valueOf(mtu.group(1)) : -1);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return pairs;
    }

    static Map<String, Integer> ofKernel(HostLab lab) {
        Map<String, Integer> pairs = new TreeMap<>();
        for (String tap : lab.service().ownTaps()) {
            pairs.put(tap, KernelLink.named(lab.machine(), tap).mtu());
        }
        return pairs;
    }
}
