package io.offramp.backend.dataplane;

import io.offramp.dataplane.DataplaneException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the dataplane did not open and what to do, in place of a stack trace. */
class DataplaneFailureAnalyzer extends AbstractFailureAnalyzer<DataplaneException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DataplaneException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.remedy(), cause);
    }
}
