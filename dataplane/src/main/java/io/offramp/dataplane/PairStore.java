package io.offramp.dataplane;

import java.util.List;
import java.util.Set;

/**
 * Where the wanted pairs are remembered, and the NICs that were taken from the kernel for ports. Called by the control thread
 * only, which waits: what a call that changes something has returned from survives a power cut.
 */
public interface PairStore {

    /**
     * Whose pairs these are: it marks taps as belonging to this store and to no other on the machine.
     *
     * @return 8 to 64 letters, digits or {@code -}, the same in every life of the store
     */
    String owner();

    /**
     * The pairs that are remembered. What cannot be read is left out, set aside and told of by the store.
     *
     * @return in order of their names
     * @throws DataplaneException with {@code STATE_UNAVAILABLE}
     */
    List<StoredPair> load();

    /**
     * Remembers a pair in place of what was remembered under its name.
     *
     * @param pair what is wanted
     * @throws DataplaneException with {@code STATE_UNAVAILABLE}; what was remembered still is
     */
    void save(StoredPair pair);

    /**
     * Forgets a pair; nothing happens when it is not remembered.
     *
     * @param name its name
     * @throws DataplaneException with {@code STATE_UNAVAILABLE}; it is still remembered
     */
    void remove(String name);

    /**
     * The NICs that were taken from the kernel and are to be given back.
     *
     * @return their PCI addresses with domain
     * @throws DataplaneException with {@code STATE_UNAVAILABLE}
     */
    Set<String> boundDevices();

    /**
     * Remembers them in place of those that were remembered.
     *
     * @param addresses their PCI addresses with domain
     * @throws DataplaneException with {@code STATE_UNAVAILABLE}; what was remembered still is
     */
    void saveBoundDevices(Set<String> addresses);
}
