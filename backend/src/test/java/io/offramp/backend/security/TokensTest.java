package io.offramp.backend.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offramp.backend.problem.RefusalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

class TokensTest {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path directory;

    @SuppressWarnings("NullAway.Init") // by open
    Tokens tokens;

    @BeforeEach
    void open() {
        Clock clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        tokens = new TokenSetup(directory, clock).open(null);
    }

    @Test
    void aTokenCountsFromItsMakingToItsDeletion() {
        Tokens.Made made = tokens.create("alice", Role.VIEWER, null);
        assertThat(tokens.find(made.secret())).contains(made.token());

        tokens.delete("alice");

        assertThat(tokens.find(made.secret())).isEmpty();
        assertThat(tokens.list()).extracting(Token::name).containsExactly("operator");
    }

    @Test
    void aTokenCountsUntilItExpires() {
        Tokens.Made made = tokens.create("alice", Role.VIEWER, START.plusSeconds(60));

        now.set(START.plusSeconds(59));
        assertThat(tokens.find(made.secret())).isPresent();

        now.set(START.plusSeconds(60));
        assertThat(tokens.find(made.secret())).isEmpty();
        assertThat(tokens.list()).contains(made.token());
    }

    @Test
    void theLastUseIsKnown() {
        Tokens.Made made = tokens.create("alice", Role.VIEWER, null);
        assertThat(tokens.lastUsed(made.token())).isEmpty();

        now.set(START.plusSeconds(5));
        tokens.find(made.secret());

        assertThat(tokens.lastUsed(made.token())).contains(START.plusSeconds(5));
    }

    @Test
    void thereAreNoTwoOfAName() {
        assertThatThrownBy(() -> tokens.create("operator", Role.VIEWER, null))
                .isInstanceOf(RefusalException.class)
                .hasMessage("There is a token operator.");
    }

    @Test
    void somebodyCanAlwaysOperateTheService() {
        tokens.create("viewer", Role.VIEWER, null);
        tokens.create("temporary", Role.OPERATOR, START.plusSeconds(60));

        assertThatThrownBy(() -> tokens.delete("operator"))
                .isInstanceOf(RefusalException.class)
                .hasMessage("operator is the last operator token that does not expire.");

        tokens.create("alice", Role.OPERATOR, null);
        tokens.delete("operator");
        assertThat(tokens.list()).extracting(Token::name).containsExactly("viewer", "temporary", "alice");
    }

    @Test
    void thereAreAtMost64() {
        for (int i = 1; i < 64; i++) {
            tokens.create("t" + i, Role.VIEWER, null);
        }

        assertThatThrownBy(() -> tokens.create("t64", Role.VIEWER, null))
                .isInstanceOf(RefusalException.class)
                .hasMessageContaining("There are 64 tokens");
    }

    @Test
    void whatCannotBeStoredDoesNotHappen() throws IOException {
        Tokens.Made alice = tokens.create("alice", Role.VIEWER, null);
        Files.delete(directory.resolve("tokens.json"));
        Files.createDirectories(directory.resolve("tokens.json/in-the-way"));

        assertThatThrownBy(() -> tokens.create("bob", Role.VIEWER, null)).isInstanceOf(RefusalException.class);
        assertThatThrownBy(() -> tokens.delete("alice")).isInstanceOf(RefusalException.class);

        assertThat(tokens.list()).extracting(Token::name).containsExactly("operator", "alice");
        assertThat(tokens.find(alice.secret())).isPresent();
    }

    @Test
    void deletionIsAnEnd() {
        tokens.create("alice", Role.VIEWER, null);

        StepVerifier.create(tokens.end("alice"))
                .then(() -> tokens.delete("alice"))
                .expectComplete()
                .verify(WAIT);
    }

    @Test
    void expiryIsAnEnd() {
        tokens.create("alice", Role.VIEWER, START.plus(Duration.ofHours(1)));

        StepVerifier.withVirtualTime(() -> tokens.end("alice"))
                .expectSubscription()
                .expectNoEvent(Duration.ofMinutes(59))
                .thenAwait(Duration.ofMinutes(1))
                .expectComplete()
                .verify(WAIT);
    }

    @Test
    void aTokenThatCountsNoLongerHasEnded() {
        tokens.create("alice", Role.VIEWER, START.plusSeconds(60));
        now.set(START.plusSeconds(61));

        StepVerifier.create(tokens.end("alice")).expectComplete().verify(WAIT);
        StepVerifier.create(tokens.end("nobody")).expectComplete().verify(WAIT);
    }

    @Test
    void anExpiryInManyYearsIsNoTrouble() {
        tokens.create("alice", Role.VIEWER, Instant.parse("9999-12-31T23:59:59Z"));

        StepVerifier.withVirtualTime(() -> tokens.end("alice"))
                .expectSubscription()
                .expectNoEvent(Duration.ofDays(1000))
                .thenCancel()
                .verify(WAIT);
    }
}
