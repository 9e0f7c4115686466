interface Point {
  time: number;
  value: number;
}

const SPAN = 300_000;
const GAP = 3_500;
const WIDTH = 300;
const HEIGHT = 40;

/** The last five minutes as a filled line; gaps stay gaps. */
class SparkLine extends HTMLElement {
  private points: Point[] = [];
  private readonly line: SVGPathElement;
  private readonly area: SVGPathElement;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = `
      <style>
        :host { display: block; height: 40px; min-width: 60px; }
        svg { width: 100%; height: 100%; display: block; overflow: visible; }
        path { vector-effect: non-scaling-stroke; }
        .line { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linejoin: round; }
        .area { fill: currentColor; opacity: 0.15; }
        line { stroke: var(--lumo-contrast-20pct); stroke-width: 1; vector-effect: non-scaling-stroke; }
      </style>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
        <line x1="0" x2="${WIDTH}" y1="${HEIGHT}" y2="${HEIGHT}"></line>
        <path class="area"></path><path class="line"></path>
      </svg>`;
    this.line = root.querySelector('.line')!;
    this.area = root.querySelector('.area')!;
  }

  show(points: Point[]) {
    this.points = points;
    this.draw();
  }

  pushPoint(point: Point) {
    const last = this.points[this.points.length - 1];
    if (!last || point.time > last.time) {
      this.points.push(point);
      this.draw();
    }
  }

  private draw() {
    const last = this.points[this.points.length - 1];
    if (!last) {
      this.line.setAttribute('d', '');
      this.area.setAttribute('d', '');
      return;
    }
    const start = last.time - SPAN;
    this.points = this.points.filter((point) => point.time >= start);
    const peak = Math.max(1, ...this.points.map((point) => point.value));
    const x = (point: Point) => (((point.time - start) / SPAN) * WIDTH).toFixed(1);
    const y = (point: Point) => (HEIGHT - 1 - (point.value / peak) * (HEIGHT - 3)).toFixed(1);
    let line = '';
    let area = '';
    let run: Point[] = [];
    const close = () => {
      if (run.length > 0) {
        const path = run.map((point) => `${x(point)} ${y(point)}`).join('L');
        line += `M${path}`;
        area += `M${x(run[0])} ${HEIGHT}L${path}L${x(run[run.length - 1])} ${HEIGHT}Z`;
      }
      run = [];
    };
    for (const point of this.points) {
      if (run.length > 0 && point.time - run[run.length - 1].time > GAP) {
        close();
      }
      run.push(point);
    }
    close();
    this.line.setAttribute('d', line);
    this.area.setAttribute('d', area);
  }
}

customElements.define('spark-line', SparkLine);
