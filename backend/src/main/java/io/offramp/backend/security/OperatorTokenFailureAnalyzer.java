package io.offramp.backend.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why there is no operator token and what to do, in place of a stack trace. */
class OperatorTokenFailureAnalyzer extends AbstractFailureAnalyzer<OperatorTokenException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, OperatorTokenException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
