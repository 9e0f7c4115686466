package io.offramp.backend.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LcoreListTest {

    @Test
    void aBlankListIsEmpty() {
        assertThat(LcoreList.parse(" ")).isEmpty();
    }

    @Test
    void oneLcore() {
        assertThat(LcoreList.parse("1")).containsExactly(1);
    }

    @Test
    void aRange() {
        assertThat(LcoreList.parse("2-5")).containsExactly(2, 3, 4, 5);
    }

    @Test
    void severalInTheOrderGiven() {
        assertThat(LcoreList.parse("7, 1,3-4")).containsExactly(7, 1, 3, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "1,", ",1", "1-", "-1", "5-2", "256", "1-2-3", "1 2", "1,1", "1-3,2"})
    void anythingElseIsRefused(String list) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LcoreList.parse(list))
                .withMessageContaining("\"");
    }
}
