package io.offramp.frontend.pair;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import io.offramp.client.model.Backend;
import io.offramp.client.model.PairRequest;
import io.offramp.client.model.TapChange;
import io.offramp.client.model.TapRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftTest {

    @Test
    void aPairComesBackAsItWasTyped() {
        PairRequest typed = new PairRequest()
                .name("0not yet & right")
                .port("0000:84:00.0")
                .backend(Backend.TAP)
                .queues(99)
                .tap(new TapRequest().mtu(20).addresses(List.of("198.51.100.1/24", "2001:db8::1")));

        assertThat(Draft.of(location(Draft.json(typed)), PairRequest.class)).contains(typed);
    }

    @Test
    void aChangeOfATapComesBackWithoutWhatWasNotTyped() {
        TapChange typed = new TapChange().mtu(1400);

        assertThat(Draft.json(typed)).isEqualTo("{\"mtu\":1400}");
        assertThat(Draft.of(location(Draft.json(typed)), TapChange.class)).contains(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "[1]", "{\"queues\":\"many\"}"})
    void anAddressChangedByHandHasNoDraft(String json) {
        assertThat(Draft.of(location(json), PairRequest.class)).isEmpty();
    }

    @Test
    void aPageHasNoDraftAtFirst() {
        assertThat(Draft.of(new Location("pairs/new"), PairRequest.class)).isEmpty();
    }

    private static Location location(String json) {
        // Through the text of an address, as in a browser.
        String address =
                new Location("pairs/new", QueryParameters.simple(Map.of("draft", json))).getPathWithQueryParameters();
        return new Location(address);
    }
}
