package io.offramp.backend.preflight;

import io.offramp.backend.dataplane.EnvironmentSettings;
import io.offramp.dataplane.Check;
import io.offramp.dataplane.Dataplane;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.json.JsonMapper;

/**
 * The checks on the command line, without a Spring context, EAL or a running service: {@code java -jar offramp-backend.jar doctor}. It
 * looks with the rights and limits of whoever calls it, and asks no running service: that answers {@code GET /preflight}.
 */
public final class Doctor {
    /** The first argument that asks for it. */
    public static final String COMMAND = "doctor";

    private static final String JSON = "--json";
    private static final int MISUSED = 2;

    private final Supplier<List<Check>> checks;
    private final PrintStream out;

    Doctor(Supplier<List<Check>> checks, PrintStream out) {
        this.checks = checks;
        this.out = out;
    }

    /**
     * Looks at this machine, for a service with the settings in this process's variables {@code OFFRAMP_*}, and prints what it
     * finds.
     *
     * @param arguments {@link #COMMAND}, then possibly {@code --json}
     * @return the process's exit code: 0 when nothing fails, 1 when something does, 2 for other arguments and
     *     malformed settings
     */
    public static int examine(String[] arguments) {
        return new Doctor(() -> Dataplane.checkMachine(EnvironmentSettings.read(new StandardEnvironment())), System.out)
                .run(Arrays.asList(arguments).subList(1, arguments.length));
    }

    int run(List<String> options) {
        if (!options.isEmpty() && !options.equals(List.of(JSON))) {
            out.println("usage: java -jar offramp-backend.jar doctor [--json]");
            return MISUSED;
        }
        List<Check> found;
        try {
            found = checks.get();
        } catch (IllegalArgumentException malformed) {
            out.println(malformed.getMessage());
            return MISUSED;
        }
        if (options.isEmpty()) {
            found.forEach(this::print);
            out.printf(
                    "%n%d passed, %d warnings, %d failed%n",
                    count(found, Check.Status.PASS), count(found, Check.Status.WARN), count(found, Check.Status.FAIL));
        } else {
            out.println(
                    JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(CheckResponse.from(found)));
        }
        return count(found, Check.Status.FAIL) == 0 ? 0 : 1;
    }

    private void print(Check check) {
        out.printf("%-6s%-19s%s%n", check.status(), check.id(), check.finding());
        if (check.remedy() != null) {
            out.printf("%-6s%-19s%s%n", "", "  remedy", check.remedy());
        }
    }

    private static long count(List<Check> checks, Check.Status status) {
        return checks.stream().filter(check -> check.status() == status).count();
    }
}
