package io.offramp.frontend;

/** What the dashboard can say of the service. */
enum ServiceHealth {
    /** It answers, and it is up. */
    UP("The service is up.", "success"),
    /** It answers that it is not up. */
    DOWN("The service answers, but its dataplane does not: look into its log.", "error"),
    /** Nobody answers at its address. */
    UNREACHABLE("The service does not answer: is it running at this address?", "error");

    private final String sentence;
    private final String color;

    ServiceHealth(String sentence, String color) {
        this.sentence = sentence;
        this.color = color;
    }

    String sentence() {
        return sentence;
    }

    /** The name of Lumo's color for it. */
    String color() {
        return color;
    }
}
