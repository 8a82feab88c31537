// What the developer has chosen to look at. Kept in the address, so that it survives a reload and can be shared.

const kept = ['person', 'name', 'text', 'warnings'];

export class View {
  #changed;
  person = null;
  name = null;
  text = null;
  warnings = null;
  selected = null;

  constructor(changed) {
    this.#changed = changed;
    this.#read();
    addEventListener('hashchange', () => {
      this.#read();
      changed();
    });
  }

  get isFiltered() { return kept.some(key => this[key]); }

  /** Changes some of it and draws the page again. */
  set(changes) {
    Object.assign(this, changes);
    this.#write();
    this.#changed();
  }

  reset() { this.set({ person: null, name: null, text: null, warnings: null }); }

  /** Whether an event is to be shown; the person is chosen by the model. */
  admits({ event, json, warnings }) {
    if (this.name && event.event_name !== this.name) return false;
    if (this.warnings && warnings.length === 0) return false;
    return !this.text || json.toLowerCase().includes(this.text.toLowerCase());
  }

  #read() {
    const hash = new URLSearchParams(location.hash.slice(1));
    for (const key of kept) this[key] = hash.get(key);
  }

  #write() {
    const hash = new URLSearchParams(kept.filter(key => this[key]).map(key => [key, this[key]]));
    history.replaceState(null, '', hash.size ? `#${hash}` : location.pathname + location.search);
  }
}
