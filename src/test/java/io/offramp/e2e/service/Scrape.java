package io.offramp.e2e.service;

import java.net.http.HttpRequest;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What Prometheus gets.
 *
 * @param text the exposition, as it came over the wire
 * @param values the value of each series, by its name and its labels as they are written there
 */
public record Scrape(String text, Map<String, Double> values) {

    /**
     * Scrapes.
     *
     * @param service the service
     * @return what it answers
     */
    public static Scrape of(Service service) {
        Answer answer = service.http()
                .send(HttpRequest.newBuilder(service.address().resolve("/actuator/prometheus"))
                        .header("Authorization", "Bearer " + service.http().token()));
        if (answer.status() != 200) {
            throw new AssertionError("a scrape was answered %d: %s".formatted(answer.status(), answer.text()));
        }
        Map<String, Double> values = new TreeMap<>();
        answer.text().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            values.put(line.substring(0, space), number(line.substring(space + 1)));
        });
        return new Scrape(answer.text(), values);
    }

    private static double number(String value) {
        return value.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(value);
    }

    /**
     * The value of a series.
     *
     * @param series its name and labels, the labels in the order of their names
     * @return its value
     */
    public double value(String series) {
        Double value = values.get(series);
        if (value == null) {
            throw new NoSuchElementException("no series %s in%n%s".formatted(series, text));
        }
        return value;
    }

    /**
     * The metrics.
     *
     * @return their names without labels
     */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        values.keySet().forEach(series -> names.add(series.replaceFirst("\\{.*", "")));
        return names;
    }
}
