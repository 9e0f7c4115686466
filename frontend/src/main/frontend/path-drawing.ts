import { LitElement, css, html, nothing } from 'lit';

type Tone = 'GOOD' | 'QUIET' | 'WARNING' | 'FAULT';

interface Box {
  kind: string;
  name: string;
  detail: string;
  state: string;
  tone: Tone;
}

interface Lane {
  packets: string;
  bits: string;
  moving: boolean;
  loss: string | null;
}

interface Arrow {
  toKernel: Lane;
  fromKernel: Lane;
  tone: Tone;
  measured: boolean;
}

interface Drawing {
  boxes: Box[];
  arrows: Arrow[];
}

const MARK: Record<Tone, string> = { GOOD: '', QUIET: '', WARNING: '!', FAULT: '✕' };

/** Boxes from the port to what is behind it, such as Linux, with two lanes between each: a row where there is room, else a column. */
class PathDrawing extends LitElement {
  static override properties = { drawing: { state: true } };

  declare drawing?: Drawing;

  static override styles = css`
    :host { display: block; container-type: inline-size; font-variant-numeric: tabular-nums; }
    ol { display: flex; align-items: stretch; list-style: none; margin: 0; padding: 0; }
    .box { flex: 1 1 0; min-width: 0; box-sizing: border-box; padding: 0.55em 0.65em; border: 1px solid var(--lumo-contrast-20pct); border-radius: 8px; background: var(--offramp-raised); position: relative; display: flex; flex-direction: column; gap: 0.1em; }
    .box:first-child { flex-grow: 1.3; }
    .box:nth-child(3), .box:nth-child(9) { flex-grow: 0.85; }
    .box:last-child { flex-grow: 1.5; }
    .kind { font-size: 0.72em; letter-spacing: 0.03em; color: var(--lumo-secondary-text-color); }
    .name { font-weight: 600; font-size: 0.86em; overflow-wrap: anywhere; line-height: 1.25; }
    .detail, .state { font-size: 0.78em; color: var(--lumo-secondary-text-color); overflow-wrap: anywhere; line-height: 1.35; }
    .state { margin-top: auto; }
    .GOOD .state { color: var(--lumo-success-text-color); }
    .box.WARNING { border-color: var(--offramp-warning); box-shadow: inset 0 0 0 1px var(--offramp-warning); }
    .box.WARNING .state { color: var(--lumo-warning-text-color); }
    .box.FAULT { border-color: var(--lumo-error-color); box-shadow: inset 0 0 0 1px var(--lumo-error-color); background: var(--offramp-fault-fill); }
    .box.FAULT .state { color: var(--lumo-error-text-color); font-weight: 600; }
    .mark { position: absolute; top: -0.65em; right: -0.65em; width: 1.5em; height: 1.5em; border-radius: 50%; display: grid; place-items: center; font-size: 0.75em; font-weight: 700; color: #fff; background: var(--lumo-error-color); z-index: 1; }
    .WARNING > .mark { background: var(--offramp-warning); color: #1c1400; }
    .arrow { flex: 0 0 6.5em; display: flex; flex-direction: column; justify-content: center; gap: 0.5em; padding: 0 0.45em; position: relative; }
    .arrow.plain { flex: 0 0 1.7em; padding: 0 0.15em; }
    .lane { display: flex; flex-direction: column; }
    .rate { display: flex; flex-direction: column; align-items: center; font-size: 0.78em; line-height: 1.25; white-space: nowrap; }
    .packets { font-weight: 600; }
    .bits { color: var(--lumo-secondary-text-color); }
    .toKernel { color: var(--offramp-to-kernel); }
    .fromKernel { color: var(--offramp-from-kernel); }
    .fromKernel { flex-direction: column-reverse; }
    .line { height: 2px; margin: 3px 0; position: relative; background: currentColor; opacity: 0.45; }
    .line::after { content: ''; position: absolute; top: 50%; width: 0; height: 0; border: 4px solid transparent; transform: translateY(-50%); }
    .toKernel .line::after { right: -2px; border-left: 7px solid currentColor; border-right: 0; }
    .fromKernel .line::after { left: -2px; border-right: 7px solid currentColor; border-left: 0; }
    .moving .line { opacity: 1; background: repeating-linear-gradient(90deg, currentColor 0 8px, transparent 8px 12px); background-size: 12px 100%; animation: right 0.6s linear infinite; animation-play-state: var(--offramp-motion, running); }
    .fromKernel.moving .line { animation-direction: reverse; }
    @keyframes right { to { background-position: 12px 0; } }
    @media (prefers-reduced-motion: reduce) { .moving .line { animation: none; } }
    .arrow.FAULT .line { background: var(--lumo-error-color); opacity: 1; animation: none; }
    .arrow.FAULT .lane { color: var(--lumo-error-text-color); }
    .loss { font-size: 0.75em; font-weight: 600; color: var(--lumo-error-text-color); text-align: center; line-height: 1.2; }
    .arrow > .mark { top: calc(50% - 0.75em); right: calc(50% - 0.75em); }
    .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

    @container (max-width: 62em) {
      ol { flex-direction: column; }
      .box:nth-child(n) { flex: none; display: grid; grid-template-columns: 5.6em 1fr; column-gap: 0.7em; }
      .box .kind { grid-row: span 3; align-self: center; font-size: 0.8em; }
      .state { margin-top: 0; }
      .mark { right: -0.3em; }
      .arrow { flex: none; flex-direction: row; justify-content: space-evenly; padding: 0.2em 0; min-height: 1.6em; }
      .arrow.plain { min-height: 1.2em; }
      .lane, .fromKernel { flex: 1 1 0; flex-direction: row; align-items: stretch; justify-content: flex-end; gap: 0.6em; }
      .fromKernel.lane { flex-direction: row-reverse; }
      .rate { align-items: flex-end; justify-content: center; min-width: 6.6em; }
      .fromKernel .rate { align-items: flex-start; }
      .line { width: 2px; height: auto; min-height: 1.4em; margin: 0 4px; }
      .toKernel .line::after { top: auto; bottom: -2px; right: auto; left: 50%; transform: translateX(-50%); border: 4px solid transparent; border-top: 7px solid currentColor; border-bottom: 0; }
      .fromKernel .line::after { top: -2px; left: 50%; transform: translateX(-50%); border: 4px solid transparent; border-bottom: 7px solid currentColor; border-top: 0; }
      .moving .line { background: repeating-linear-gradient(180deg, currentColor 0 8px, transparent 8px 12px); background-size: 100% 12px; animation-name: down; }
      @keyframes down { to { background-position: 0 12px; } }
      .loss { align-self: center; }
    }
  `;

  show(drawing: Drawing) {
    this.drawing = drawing;
  }

  override render() {
    if (!this.drawing) {
      return nothing;
    }
    const { boxes, arrows } = this.drawing;
    return html`<ol aria-label="Path from the ${boxes[0].kind} to ${boxes[boxes.length - 1].kind}">
      ${boxes.map((box, i) => html`${this.box(box)}${i < arrows.length ? this.arrow(arrows[i], box, boxes[i + 1]) : nothing}`)}
    </ol>`;
  }

  private box(box: Box) {
    return html`<li class="box ${box.tone}" data-kind=${box.kind}>
      <span class="kind">${box.kind}</span><span class="name">${this.breakable(box.name)}</span><span class="detail">${this.breakable(box.detail)}</span
      ><span class="state">${box.state}</span>${this.mark(box.tone)}
    </li>`;
  }

  private arrow(arrow: Arrow, from: Box, to: Box) {
    return html`<li class="arrow ${arrow.tone} ${arrow.measured ? '' : 'plain'}">
      <span class="sr">between ${from.kind} and ${to.kind}</span>
      ${this.lane('toKernel', arrow.toKernel, arrow.measured)} ${this.lane('fromKernel', arrow.fromKernel, arrow.measured)} ${this.mark(arrow.tone)}
    </li>`;
  }

  private lane(way: 'toKernel' | 'fromKernel', lane: Lane, measured: boolean) {
    return html`<span class="lane ${way} ${lane.moving ? 'moving' : ''}">
      ${measured
        ? html`<span class="rate"
            ><span class="sr">${way === 'toKernel' ? 'to the kernel' : 'from the kernel'}</span><span class="packets">${lane.packets}</span
            ><span class="bits">${lane.bits}</span>${lane.loss ? html`<span class="loss">${lane.loss}</span>` : nothing}</span
          >`
        : nothing}
      <span class="line"></span>
    </span>`;
  }

  /** Long device names break after their punctuation rather than anywhere. */
  private breakable(text: string) {
    return text.split(/(?<=[_/:])/).map((part) => html`${part}<wbr />`);
  }

  private mark(tone: Tone) {
    return MARK[tone] ? html`<span class="mark" aria-hidden="true">${MARK[tone]}</span>` : nothing;
  }
}

customElements.define('path-drawing', PathDrawing);
