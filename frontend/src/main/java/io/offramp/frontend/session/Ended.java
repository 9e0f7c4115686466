package io.offramp.frontend.session;

/** Why somebody who was signed in has to do so again. */
enum Ended {
    /** The browser's session is no more. */
    SESSION("Your session has ended: somebody signed out in another window, this"
            + " browser was away for too long, or the dashboard was started anew."),
    /** The service refuses the token. */
    TOKEN("The service no longer accepts your token: sign in with the new one.");

    private final String sentence;

    Ended(String sentence) {
        this.sentence = sentence;
    }

    /** For who is asked to sign in. */
    String sentence() {
        return sentence;
    }
}
