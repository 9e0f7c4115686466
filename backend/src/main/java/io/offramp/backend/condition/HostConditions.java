package io.offramp.backend.condition;

import io.offramp.dataplane.Condition;
import java.util.List;

/** A part of the service that knows of conditions of the host. */
public interface HostConditions {

    /**
     * What an operator should know now.
     *
     * @return empty when all is well; does not block
     */
    List<Condition> conditions();
}
