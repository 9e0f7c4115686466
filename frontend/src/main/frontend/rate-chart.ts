import { LitElement, css, html, unsafeCSS } from 'lit';
import uPlot from 'uplot';
import uPlotCss from 'uplot/dist/uPlot.min.css?inline';

interface Series {
  label: string;
  color: string;
  dashed: boolean;
}

interface Point {
  time: number;
  values: number[];
}

const SPAN_SECONDS = 300;
const GAP_SECONDS = 3.5;
const PREFIXES = ['', 'k', 'M', 'G', 'T'];
/** Packets and bits are whole. */
const STEPS = Array.from({ length: 13 }, (_, i) => [1, 2, 5].map((step) => step * 10 ** i)).flat();

/** A chart of the last five minutes with a legend that tells the values of now, or of the time that is pointed at. */
class RateChart extends LitElement {
  static override properties = { heading: { type: String }, unit: { type: String }, lines: { type: Array }, quiet: { type: String }, shown: { state: true } };

  declare heading: string;
  declare unit: string;
  declare lines: Series[];
  /** Takes the place of a chart in which nothing but zeros would be. */
  declare quiet: string;
  declare shown: (number | null)[];

  private points: Point[] = [];
  private plot?: uPlot;
  private readonly resized = new ResizeObserver(() => this.resize());
  private readonly themed = new MutationObserver(() => this.rebuild());

  static override styles = [
    unsafeCSS(uPlotCss),
    css`
      :host { display: block; min-width: 0; font-variant-numeric: tabular-nums; }
      .head { display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; align-items: baseline; margin-bottom: 0.4rem; }
      h3 { font-size: var(--lumo-font-size-m); margin: 0; margin-right: auto; }
      .key { display: inline-flex; align-items: baseline; gap: 0.4em; font-size: var(--lumo-font-size-s); }
      .swatch { width: 0.8em; height: 0.8em; border-radius: 2px; align-self: center; }
      .value { min-width: 7em; font-weight: 600; }
      .swatch.dashed { width: 1.3em; background: none !important; border-top: 3px dashed; height: 0; border-radius: 0; }
      .quiet { margin: 0; color: var(--lumo-secondary-text-color); font-size: var(--lumo-font-size-s); }
      [hidden] { display: none !important; }
      .u-legend { display: none; }
      .canvas { height: 190px; overflow: hidden; }
      @media (max-width: 600px) { .canvas { height: 150px; } .head { gap: 0 0.9rem; } h3 { flex-basis: 100%; } }
    `
  ];

  constructor() {
    super();
    this.heading = '';
    this.unit = '';
    this.lines = [];
    this.quiet = '';
    this.shown = [];
  }

  override connectedCallback() {
    super.connectedCallback();
    this.themed.observe(document.documentElement, { attributeFilter: ['theme'] });
    if (this.hasUpdated) {
      // It was moved within the page.
      this.start();
    }
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.themed.disconnect();
    this.resized.disconnect();
    this.plot?.destroy();
    this.plot = undefined;
  }

  override firstUpdated() {
    this.start();
  }

  private start() {
    this.resized.observe(this.renderRoot.querySelector('.canvas')!);
    this.rebuild();
  }

  history(points: Point[]) {
    this.points = points;
    this.redraw();
  }

  pushPoint(point: Point) {
    const last = this.points[this.points.length - 1];
    if (!last || point.time > last.time) {
      this.points.push(point);
      this.redraw();
    }
  }

  override render() {
    const scale = this.scale();
    const quiet = this.quiet !== '' && !this.points.some((point) => point.values.some((value) => value > 0));
    return html`<div class="head">
        <h3>${this.heading}</h3>
        ${(quiet ? [] : this.lines).map(
          (line, i) =>
            html`<span class="key"
              ><span class="swatch ${line.dashed ? 'dashed' : ''}" style="background: var(${line.color}); color: var(${line.color})"></span>${line.label}
              <span class="value">${this.format(this.shown[i] ?? null, scale)}</span></span
            >`
        )}
      </div>
      <p class="quiet" ?hidden=${!quiet}>${this.quiet}</p>
      <div class="canvas" role="img" aria-label=${this.summary(scale)} ?hidden=${quiet}></div>`;
  }

  /** What the lines show, for who cannot see them. */
  private summary(scale: number) {
    const last = this.points[this.points.length - 1];
    const lines = this.lines.map((line, i) => {
      const peak = Math.max(0, ...this.points.map((point) => point.values[i]));
      return `${line.label} now ${this.format(last?.values[i] ?? null, scale)}, at most ${this.format(peak, scale)}`;
    });
    return `${this.heading} in the last five minutes: ${lines.join('; ')}`;
  }

  /** One unit for the whole chart, by its peak: the numbers do not jump. */
  private scale() {
    const peak = Math.max(0, ...this.points.flatMap((point) => point.values));
    let step = 0;
    while (peak / 1000 ** step >= 999.5 && step < PREFIXES.length - 1) {
      step++;
    }
    return step;
  }

  private format(value: number | null, step: number) {
    return value === null ? '–' : `${(value / 1000 ** step).toFixed(step === 0 ? 0 : 2)} ${PREFIXES[step]}${this.unit}`;
  }

  private color(name: string) {
    const probe = document.createElement('span');
    probe.style.color = `var(${name})`;
    this.renderRoot.append(probe);
    const color = getComputedStyle(probe).color;
    probe.remove();
    return color;
  }

  private faint(color: string) {
    return color.replace(/^rgba?\((\d+), (\d+), (\d+).*/, 'rgba($1, $2, $3, 0.12)');
  }

  private rebuild() {
    const canvas = this.renderRoot.querySelector<HTMLElement>('.canvas');
    if (!canvas) {
      return;
    }
    this.plot?.destroy();
    const text = this.color('--lumo-secondary-text-color');
    const grid = { stroke: this.color('--lumo-contrast-10pct'), width: 1 };
    const narrow = () => canvas.clientWidth < 400;
    const font = '12px system-ui, sans-serif';
    this.plot = new uPlot(
      {
        width: Math.max(100, canvas.clientWidth),
        height: canvas.clientHeight,
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, points: { size: 6 } },
        scales: { x: { time: true, range: () => this.window() }, y: { range: (_u, _min, max) => [0, Math.max(4, max * 1.1)] } },
        axes: [
          { stroke: text, grid, ticks: grid, font, values: (_u, ticks) => ticks.map((tick) => this.clock(tick, narrow())), space: () => (narrow() ? 45 : 80), incrs: [15, 30, 60, 120, 300] },
          { stroke: text, grid, ticks: grid, font, size: () => (narrow() ? 78 : 84), incrs: STEPS, values: (_u, ticks) => this.axis(ticks) }
        ],
        series: [
          {},
          ...this.lines.map((line) => {
            const stroke = this.color(line.color);
            return { label: line.label, stroke, fill: this.faint(stroke), width: 1.75, dash: line.dashed ? [6, 4] : undefined, points: { show: false }, spanGaps: false };
          })
        ],
        hooks: { setCursor: [() => this.readOff()] }
      },
      this.data(),
      canvas
    );
    this.readOff();
  }

  private axis(ticks: number[]) {
    const peak = Math.max(...ticks);
    let step = 0;
    while (peak / 1000 ** step >= 1000 && step < PREFIXES.length - 1) {
      step++;
    }
    return ticks.map((tick) => `${+(tick / 1000 ** step).toFixed(2)} ${PREFIXES[step]}${this.unit}`);
  }

  private clock(seconds: number, narrow: boolean) {
    return new Date(seconds * 1000).toLocaleTimeString('en-GB').slice(0, narrow ? 5 : 8);
  }

  private window(): [number, number] {
    const last = this.points[this.points.length - 1];
    const end = last ? last.time / 1000 : Date.now() / 1000;
    return [end - SPAN_SECONDS, end];
  }

  /** An outage stays a gap: no line is drawn through it. */
  private data(): uPlot.AlignedData {
    const times: number[] = [];
    const columns: (number | null)[][] = this.lines.map(() => []);
    for (const point of this.points) {
      const time = point.time / 1000;
      const before = times[times.length - 1];
      if (before !== undefined && time - before > GAP_SECONDS) {
        times.push(before + 0.5);
        columns.forEach((column) => column.push(null));
      }
      times.push(time);
      columns.forEach((column, i) => column.push(point.values[i]));
    }
    return [times, ...columns] as uPlot.AlignedData;
  }

  private redraw() {
    const [start] = this.window();
    this.points = this.points.filter((point) => point.time / 1000 >= start);
    this.plot?.setData(this.data());
    this.readOff();
  }

  private readOff() {
    const index = this.plot?.cursor.idx;
    const last = this.points[this.points.length - 1];
    this.shown =
      this.plot && index !== null && index !== undefined
        ? this.lines.map((_line, i) => this.plot!.data[i + 1][index] ?? null)
        : (last?.values ?? []);
  }

  private resize() {
    const canvas = this.renderRoot.querySelector<HTMLElement>('.canvas');
    if (this.plot && canvas && canvas.clientWidth > 0) {
      this.plot.setSize({ width: canvas.clientWidth, height: canvas.clientHeight });
    }
  }
}

customElements.define('rate-chart', RateChart);
