package io.offramp.e2e.browser;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chart of the last five minutes.
 *
 * @param element the chart
 */
record Chart(Locator element) {
    private static final List<String> PREFIXES = List.of("", "k", "M", "G", "T");
    private static final Pattern VALUE = Pattern.compile("([0-9.]+)\\s([kMGT]?)");

    /** Looks at the painted pixels: how high the last line reaches at its right end, and anywhere; 0 to 1 of the canvas. */
    private static final String HEIGHTS = """
            chart => (() => {
              const canvas = chart.shadowRoot.querySelector('canvas');
              const probe = document.createElement('span');
              probe.style.color = `var(${chart.lines.at(-1).color})`;
              chart.shadowRoot.append(probe);
              const [red, green, blue] = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
              probe.remove();
              const { width, height } = canvas;
              const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
              const near = (a, b) => Math.abs(a - b) < 24;
              const top = x => {
                for (let y = 0; y < height; y++) {
                  const i = 4 * (y * width + x);
                  if (data[i + 3] > 200 && near(data[i], red) && near(data[i + 1], green) && near(data[i + 2], blue)) {
                    return 1 - y / height;
                  }
                }
                return null;
              };
              const tops = Array.from({ length: width }, (_, x) => top(x)).filter(found => found !== null);
              return { end: tops.at(-1) ?? -1, peak: Math.max(-1, ...tops) };
            })()""";

    /** The value of now of a line, in packets or bits a second; -1 before there is one. */
    double now(String line) {
        String key = element.locator(".key")
                .filter(new Locator.FilterOptions().setHasText(line))
                .locator(".value")
                .innerText();
        Matcher value = VALUE.matcher(key);
        if (!value.find()) {
            return -1;
        }
        return Double.parseDouble(value.group(1)) * Math.pow(1000, PREFIXES.indexOf(value.group(2)));
    }

    /** How high the line ends. */
    double end() {
        return height("end");
    }

    /** How high the line reaches. */
    double peak() {
        return height("peak");
    }

    private double height(String which) {
        return ((Number) element.evaluate(HEIGHTS + "." + which)).doubleValue();
    }
}
