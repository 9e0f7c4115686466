import { LitElement, css, html, nothing } from 'lit';

/** The feed brings something each second; the stream to the service counts as lost after four of silence. */
const PATIENCE = 5000;

/** Tells when this browser no longer hears from the dashboard, which itself cannot say so then. */
class ConnectionWatch extends LitElement {
  static override properties = { since: { state: true } };

  declare since?: Date;

  private timer?: number;
  private silent = false;
  private cut = false;
  private readonly store = (window as any).Vaadin?.connectionState;
  private readonly changed = (_previous: string, current: string) => {
    this.cut = current === 'reconnecting' || current === 'connection-lost';
    this.tell();
  };

  static override styles = css`
    :host { display: block; }
    p { margin: 0; padding: 0.6rem 1.25rem; background: #b3130b; color: #fff; font-weight: 600; }
  `;

  override connectedCallback() {
    super.connectedCallback();
    this.store?.addStateChangeListener(this.changed);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.store?.removeStateChangeListener(this.changed);
    window.clearTimeout(this.timer);
    document.documentElement.classList.remove('stale');
  }

  /** There is something new, and more is to be expected. */
  beat() {
    this.rest();
    this.timer = window.setTimeout(() => {
      this.silent = true;
      this.tell();
    }, PATIENCE);
  }

  /** Nothing is to be expected: the dashboard says itself why. */
  rest() {
    window.clearTimeout(this.timer);
    this.silent = false;
    this.tell();
  }

  private tell() {
    const lost = this.silent || this.cut;
    this.since = lost ? (this.since ?? new Date()) : undefined;
    document.documentElement.classList.toggle('stale', lost);
  }

  override render() {
    return this.since
      ? html`<p>
          ✕ This browser has not reached the dashboard since ${this.since.toLocaleTimeString('en-GB')}. These are the last values; what you
          type stays, and it connects again by itself.
        </p>`
      : nothing;
  }
}

customElements.define('connection-watch', ConnectionWatch);
