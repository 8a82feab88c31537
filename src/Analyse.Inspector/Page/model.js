// What has arrived, and what can be said about it. Knows nothing of the page.

export class Model {
  #events = [];

  get events() { return this.#events; }

  /** Takes events as the stream sends them. Their JSON stays beside what is read from it: reading changes 49.00 to 49. */
  add(events, maxEvents) {
    for (const stored of events) this.#events.push({ ...stored, event: JSON.parse(stored.json) });
    if (this.#events.length > maxEvents) this.#events.splice(0, this.#events.length - maxEvents);
  }

  clear() { this.#events = []; }

  find(sequence) { return this.#events.find(stored => stored.sequence === sequence); }

  /** Events per name, most frequent first. */
  names() {
    const counts = new Map();
    for (const { event } of this.#events) counts.set(event.event_name, (counts.get(event.event_name) ?? 0) + 1);
    return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
  }

  /**
   * Net revenue per currency: the sum of `revenue` over all events. A checkout that the application's own code captures has
   * none, so its amount is taken.
   */
  money() {
    const sums = new Map();
    for (const { event } of this.#events) {
      const revenue = revenueOf(event);
      if (!revenue) continue;

      const code = event.properties.currency.trim().toUpperCase();
      const sum = sums.get(code) ?? { currency: code, paid: 0, payments: 0, net: 0 };
      sum.net += revenue;
      if (payments.has(event.event_name) && revenue > 0) {
        sum.paid += revenue;
        sum.payments++;
      }
      sums.set(code, sum);
    }

    return [...sums.values()].sort((a, b) => b.payments - a.payments || a.currency.localeCompare(b.currency));
  }

  /**
   * Everyone who was seen, last seen first. A person has all events with the person id, and those with nothing but an
   * anonymous id that was seen together with it; an anonymous id that was never seen with a person stands for itself.
   */
  people() {
    const owners = this.#owners();
    const people = new Map();

    for (const { event, receivedAt } of this.#events) {
      for (const id of ownersOf(event, owners)) {
        const person = people.get(id) ?? { id, isKnown: false, name: null, count: 0, anonymousIds: new Set(), lastSeen: receivedAt };
        person.count++;
        person.lastSeen = receivedAt;
        if (event.person_id === id) person.isKnown = true;
        if (event.anonymous_id && event.anonymous_id !== id) person.anonymousIds.add(event.anonymous_id);
        if (event.event_name === '$identify') person.name = nameIn(event.properties) ?? person.name;
        people.delete(id); // set again below, at the end: insertion order is order of being seen
        people.set(id, person);
      }
    }

    return [...people.values()].reverse();
  }

  /** Whom an id stands for: a person for itself, an anonymous id for whoever was seen with it. */
  whoIs(id) {
    const isPerson = this.#events.some(({ event }) => event.person_id === id);
    return isPerson ? [id] : [...this.#owners().get(id) ?? [id]];
  }

  /** The events of some people, in the order in which they happened. */
  timeline(ids) {
    const owners = this.#owners();
    return this.#events
      .filter(({ event }) => ownersOf(event, owners).some(id => ids.includes(id)))
      .map(stored => ({ stored, at: Date.parse(stored.event.timestamp) }))
      .sort((a, b) => a.at - b.at || a.stored.sequence - b.stored.sequence)
      .map(({ stored }) => stored);
  }

  #owners() {
    const owners = new Map();
    for (const { event } of this.#events) {
      if (!hasText(event.person_id) || !hasText(event.anonymous_id)) continue;
      if (!owners.has(event.anonymous_id)) owners.set(event.anonymous_id, new Set());
      owners.get(event.anonymous_id).add(event.person_id);
    }
    return owners;
  }
}

const payments = new Set(['checkout_finished', 'invoice_paid']);

function revenueOf({ event_name: name, properties }) {
  if (typeof properties?.currency !== 'string' || !properties.currency.trim()) return 0;
  const revenue = properties.revenue ?? (name === 'checkout_finished' ? properties.amount : 0);
  return Number.isInteger(revenue) ? revenue : 0;
}

function ownersOf(event, owners) {
  if (hasText(event.person_id)) return [event.person_id];
  const persons = owners.get(event.anonymous_id);
  return persons ? [...persons] : [event.anonymous_id];
}

function nameIn(traits) {
  const name = traits?.$name ?? traits?.name;
  return hasText(name) ? name : null;
}

const hasText = value => typeof value === 'string' && value.trim() !== '';
