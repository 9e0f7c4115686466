package io.offramp.dataplane.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Forwards {@code net_null} to {@code net_null} both ways on one core: a poller of the service and
 * {@code dpdk-testpmd --forward-mode=io} in turn, so that a drift of the machine's speed meets both alike. The figure that
 * counts is the ratio; the rates are of empty 64-byte frames that no wire limits.
 *
 * <p>Arguments: rounds (5), seconds a measurement (5), the CPU of the forwarding thread (1).
 */
public final class ForwardBenchmark {
    private static final int WARM_UP_SECONDS = 3;
    private static final Pattern RX_PPS = Pattern.compile("Rx-pps:\\s+(\\d+)");

    private ForwardBenchmark() {}

    /**
     * Measures and prints.
     *
     * @param arguments rounds, seconds, CPU
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        int cpu = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
        List<Double> ratios = new ArrayList<>();
        System.out.printf("%-6s %14s %14s %8s%n", "round", "offramp Mpps", "testpmd Mpps", "ratio");
        for (int round = 1; round <= rounds; round++) {
            double offramp = offramp(seconds, cpu) / 1e6;
            double testpmd = testpmd(seconds, cpu) / 1e6;
            ratios.add(offramp / testpmd);
            System.out.printf(Locale.ROOT, "%-6d %14.2f %14.2f %8.3f%n", round, offramp, testpmd, offramp / testpmd);
        }
        ratios.sort(null);
        System.out.printf(
                Locale.ROOT,
                "ratio offramp / testpmd: min %.3f, median %.3f, max %.3f over %d rounds of %d s on CPU %d%n",
                ratios.getFirst(),
                ratios.get(ratios.size() / 2),
                ratios.getLast(),
                rounds,
                seconds,
                cpu);
    }

    private static double offramp(int seconds, int cpu) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NullForwarding.class.getName(),
                        Integer.toString(WARM_UP_SECONDS),
                        Integer.toString(seconds),
                        Integer.toString(cpu))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> output = process.inputReader().readAllLines();
        check(process.waitFor() == 0 && !output.isEmpty(), "the forwarder failed: " + output);
        return Double.parseDouble(output.getLast());
    }

    /** The mean over the seconds after the warm-up of what testpmd prints each second, both ports together. */
    private static double testpmd(int seconds, int cpu) throws IOException, InterruptedException {
        int main = cpu == 0 ? 1 : 0;
        Process process = new ProcessBuilder(
                        "dpdk-testpmd",
                        "-l",
                        main + "," + cpu,
                        "--main-lcore",
                        Integer.toString(main),
                        "--no-huge",
                        "-m",
                        "1024",
                        "--no-pci",
                        "--no-shconf",
                        "--no-telemetry",
                        "--vdev=net_null0",
                        "--vdev=net_null1",
                        "--",
                        "--forward-mode=io",
                        "--nb-cores=1",
                        "--stats-period=1")
                .redirectErrorStream(true)
                .start();
        List<Double> rates = new ArrayList<>();
        try (var output = process.inputReader()) {
            int wanted = 2 * (WARM_UP_SECONDS + seconds);
            for (String line = output.readLine(); line != null && rates.size() < wanted; line = output.readLine()) {
                Matcher rate = RX_PPS.matcher(line);
                if (rate.find()) {
                    rates.add(Double.parseDouble(rate.group(1)));
                }
            }
            check(rates.size() == wanted, "testpmd ended after %d of %d figures".formatted(rates.size(), wanted));
        } finally {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        }
        return rates.stream()
                        .skip(2L * WARM_UP_SECONDS)
                        .mapToDouble(Double::doubleValue)
                        .sum()
                / seconds;
    }

    private static void check(boolean condition, String failure) {
        if (!condition) {
            throw new IllegalStateException(failure);
        }
    }
}
