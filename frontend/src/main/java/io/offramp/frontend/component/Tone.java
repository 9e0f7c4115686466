package io.offramp.frontend.component;

import io.offramp.client.model.CheckStatus;
import io.offramp.client.model.Condition;
import io.offramp.client.model.LedgerVerdict;
import io.offramp.client.model.PairState;
import io.offramp.client.model.Severity;
import java.util.Locale;

/** How something is, told by colour and by a mark. */
public enum Tone {
    /** As it should be. */
    GOOD("✓"),
    /** Neither good nor bad, or on its way. */
    QUIET("·"),
    /** It works, though not as it could. */
    WARNING("!"),
    /** It does not work. */
    FAULT("✕");

    private final String mark;

    Tone(String mark) {
        this.mark = mark;
    }

    /**
     * The tone of a pair's state.
     *
     * @param state the state
     * @return its tone
     */
    public static Tone of(PairState state) {
        return switch (state) {
            case FORWARDING -> GOOD;
            case DEGRADED -> WARNING;
            case FAILED -> FAULT;
            default -> QUIET;
        };
    }

    /**
     * The tone of a check.
     *
     * @param status how bad it is
     * @return its tone, FAULT for a status that is not known
     */
    public static Tone of(CheckStatus status) {
        return switch (status) {
            case PASS -> GOOD;
            case WARN -> WARNING;
            default -> FAULT;
        };
    }

    /**
     * The tone of a condition.
     *
     * @param condition the condition
     * @return WARNING for those that leave the path working, FAULT for all others: what is not known may be grave
     */
    public static Tone of(Condition condition) {
        return switch (condition.getType()) {
            case "BackendFallback", "NumaMismatch", "NoHugepages", "PollerSaturated", "PromiscuousNeeded" -> WARNING;
            default -> FAULT;
        };
    }

    /**
     * The tone of a ledger.
     *
     * @param verdict how the pair did
     * @return its tone, FAULT for a verdict that is not known
     */
    public static Tone of(LedgerVerdict verdict) {
        return switch (verdict) {
            case NOTHING_LOST -> GOOD;
            case NO_PACKETS, KEPT_BACK -> QUIET;
            case LOSS -> WARNING;
            default -> FAULT;
        };
    }

    /**
     * The tone of an event.
     *
     * @param severity how much it matters
     * @return its tone
     */
    public static Tone of(Severity severity) {
        return switch (severity) {
            case WARNING -> WARNING;
            case ERROR -> FAULT;
            default -> QUIET;
        };
    }

    /**
     * The style class.
     *
     * @return its name
     */
    public String css() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }

    /**
     * For who does not see colours.
     *
     * @return one character
     */
    public String mark() {
        return mark;
    }
}
