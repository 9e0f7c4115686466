package io.offramp.backend.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the tokens cannot be had and what to do, in place of a stack trace. */
class TokenFailureAnalyzer extends AbstractFailureAnalyzer<TokenException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, TokenException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
