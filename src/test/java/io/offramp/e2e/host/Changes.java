package io.offramp.e2e.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.offramp.client.model.PairRequest;
import io.offramp.client.model.TapRequest;
import io.offramp.e2e.service.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/** Somebody who creates, changes and deletes pairs at random, and remembers what the service has answered as done. */
final class Changes {
    private static final List<Integer> MTUS = List.of(1300, 1400, 1500);

    private final HostLab lab;
    private final Random random;
    private final Map<String, Integer> done = new TreeMap<>();
    private final Map<String, Integer> answered = new TreeMap<>();
    private @Nullable String cutOff;
    private @Nullable Integer cutOffMtu;
    private int cutOffDone;
    private int cutOffNotDone;
    private volatile int sinceStart;

    Changes(HostLab lab, Random random) {
        this.lab = lab;
        this.random = random;
    }

    /** Goes on until the service does not answer. The last change may have been made or not. */
    void untilTheServiceIsGone() {
        sinceStart = 0;
        while (true) {
            int port = random.nextInt(3);
            String name = lab.name(port);
            Integer mtu = MTUS.get(random.nextInt(MTUS.size()));
            boolean delete = done.containsKey(name) && random.nextInt(3) == 0;
            try {
                if (delete) {
                    delete(name);
                } else {
                    put(port, name, mtu);
                }
                sinceStart++;
            } catch (WebClientRequestException gone) {
                cutOff = name;
                cutOffMtu = delete ? null : mtu;
                return;
            }
        }
    }

    private void put(int port, String name, Integer mtu) {
        Service service = lab.service();
        TapRequest tap =
                Objects.requireNonNull(lab.request(port, true).getTap()).mtu(mtu);
        PairRequest request =
                new PairRequest().name(name).port(HostLab.port(port)).tap(tap);
        service.get(service.pairs().putPair(name, request, false, null, null));
        answered.merge(done.containsKey(name) ? "changed" : "created", 1, Integer::sum);
        done.put(name, mtu);
    }

    private void delete(String name) {
        lab.service().run(lab.service().pairs().deletePair(name, null));
        answered.merge("deleted", 1, Integer::sum);
        done.remove(name);
    }

    /** Waits until so many changes were answered since the service's start. */
    void awaitFirst(int count) {
        await("%d changes".formatted(count)).atMost(Duration.ofSeconds(30)).until(() -> sinceStart >= count);
    }

    /** Asserts that there is what was answered as done, the change that was cut off apart, and goes on from there. */
    void settle(Map<String, Integer> now, String round) {
        String unknown = Objects.requireNonNull(cutOff);
        Integer before = done.get(unknown);
        Integer found = now.get(unknown);
        assertThat(found).as("the pair %s, %s", unknown, round).isIn(before, cutOffMtu);
        if (!Objects.equals(before, cutOffMtu)) {
            if (Objects.equals(found, cutOffMtu)) {
                cutOffDone++;
            } else {
                cutOffNotDone++;
            }
        }
        if (found == null) {
            done.remove(unknown);
        } else {
            done.put(unknown, found);
        }
        assertThat(now).as("the pairs, %s", round).isEqualTo(done);
    }

    Map<String, Integer> answered() {
        return answered;
    }

    int cutOffDone() {
        return cutOffDone;
    }

    int cutOffNotDone() {
        return cutOffNotDone;
    }
}
