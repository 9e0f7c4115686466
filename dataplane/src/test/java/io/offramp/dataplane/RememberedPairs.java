package io.offramp.dataplane;

import io.offramp.dataplane.DataplaneException.Code;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** A store in memory; its disk can be full. */
final class RememberedPairs implements PairStore {
    private final Map<String, StoredPair> pairs = new ConcurrentSkipListMap<>();
    private volatile Set<String> bound = Set.of();
    private volatile boolean full;

    /** From now on nothing can be written, or it can again. */
    void full(boolean now) {
        full = now;
    }

    @Nullable
    StoredPair get(String name) {
        return pairs.get(name);
    }

    PairSpec spec(String name) {
        return Objects.requireNonNull(get(name)).spec();
    }

    @Override
    public String owner() {
        return "dataplane-test";
    }

    @Override
    public List<StoredPair> load() {
        return List.copyOf(pairs.values());
    }

    @Override
    public void save(StoredPair pair) {
        write();
        pairs.put(pair.spec().name(), pair);
    }

    @Override
    public void remove(String name) {
        write();
        pairs.remove(name);
    }

    @Override
    public Set<String> boundDevices() {
        return bound;
    }

    @Override
    public void saveBoundDevices(Set<String> addresses) {
        write();
        bound = Set.copyOf(addresses);
    }

    private void write() {
        if (full) {
            throw new DataplaneException(Code.STATE_UNAVAILABLE, null, "the disk is full", "Make room.");
        }
    }
}
