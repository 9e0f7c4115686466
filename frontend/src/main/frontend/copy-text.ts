import { LitElement, css, html } from 'lit';

/** A text in monospace with a button that copies it. */
class CopyText extends LitElement {
  static override properties = { text: { type: String }, copied: { state: true } };

  declare text: string;
  declare copied: boolean;

  static override styles = css`
    :host { display: flex; align-items: stretch; max-width: 100%; border-radius: 6px; background: var(--lumo-contrast-5pct); font-size: var(--lumo-font-size-s); }
    .word { display: inline-block; max-width: 100%; }
    code { flex: 1; min-width: 0; padding: 0.45em 0.75em; white-space: pre-wrap; overflow-wrap: anywhere; font-family: var(--offramp-mono, monospace); }
    button { border: 0; background: none; color: var(--lumo-primary-text-color); font: inherit; font-weight: 600; padding: 0 0.9em; min-height: 2.2em; min-width: 5em; cursor: pointer; border-radius: 0 6px 6px 0; }
    button:hover { background: var(--lumo-contrast-5pct); }
    button:focus-visible { outline: 2px solid var(--lumo-primary-color); outline-offset: -2px; }
  `;

  constructor() {
    super();
    this.text = '';
    this.copied = false;
  }

  override render() {
    return html`<code>${this.words()}</code
      ><button type="button" aria-label="Copy: ${this.text}" @click=${this.copy}>${this.copied ? 'Copied' : 'Copy'}</button>`;
  }

  /** Breaks between words only: an option such as --vdev must not lose its hyphens to the line before. */
  private words() {
    return this.text.split(/(\s+)/).map((part) => (/^\s*$/.test(part) ? part : html`<span class="word">${part}</span>`));
  }

  private async copy() {
    if (window.isSecureContext) {
      await navigator.clipboard.writeText(this.text);
    } else {
      // Plain HTTP from another machine: browsers offer no clipboard there, but still copy what is selected.
      const range = document.createRange();
      range.selectNodeContents(this.renderRoot.querySelector('code')!);
      getSelection()!.removeAllRanges();
      getSelection()!.addRange(range);
      document.execCommand('copy');
    }
    this.copied = true;
    setTimeout(() => (this.copied = false), 1500);
  }
}

customElements.define('copy-text', CopyText);
