package io.offramp.backend.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    void theHashIsSha256() {
        // FIPS 180-2, appendix B.1.
        assertThat(Secret.hash("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void noTwoAreTheSame() {
        assertThat(Stream.generate(Secret::random).limit(1000)).doesNotHaveDuplicates();
    }
}
