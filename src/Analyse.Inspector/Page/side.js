// The two lists on the left: event names with their counts, and people.

import { byId, el, show } from './dom.js';
import { kindOf, number } from './words.js';

const mostPeople = 200;

export function drawSide(model, view) {
  const names = model.names();
  const most = names[0]?.count ?? 1;
  draw('names', names, ({ name }) => name, ({ name, count }) => choice({
    label: el('span', { class: 'label' }, el('i', { class: 'dot', 'data-kind': kindOf(name) }), el('span', { class: 'event-name' }, name)),
    count,
    share: count / most,
    isChosen: view.name === name,
    choose: () => view.set({ name: view.name === name ? null : name }),
  }));

  draw('people', model.people().slice(0, mostPeople), ({ id }) => id, person => choice({
    label: personLabel(person),
    count: person.count,
    isChosen: view.person === person.id,
    choose: () => view.set({ person: view.person === person.id ? null : person.id }),
  }));
}

// Elements are kept by key, so that the one with the focus stays where it is while counts change.
const kept = { names: new Map(), people: new Map() };

function draw(id, items, keyOf, create) {
  const next = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const fresh = create(item);
    const old = kept[id].get(key);
    if (old) updateChoice(old, fresh);
    next.set(key, old ?? fresh);
  }
  kept[id] = next;

  const nodes = [...next.values()];
  show(byId(id), nodes.length ? nodes : [el('li', { class: 'none' }, id === 'names' ? 'No events yet' : 'Nobody yet')]);
}

function choice({ label, count, share, isChosen, choose }) {
  const button = el('button', { type: 'button', class: 'choice', 'aria-pressed': String(isChosen) }, label, el('span', { class: 'count' }, number(count)));
  if (share !== undefined) button.style.setProperty('--share', share);
  button.choose = choose;
  button.addEventListener('click', () => button.choose());
  return el('li', {}, button);
}

function updateChoice(item, fresh) {
  const [button] = item.children;
  const [next] = fresh.children;
  button.choose = next.choose;
  button.setAttribute('aria-pressed', next.getAttribute('aria-pressed'));
  button.style.cssText = next.style.cssText;
  button.replaceChildren(...next.childNodes);
}

function personLabel({ id, name, isKnown, anonymousIds }) {
  const note = isKnown ? (name ? id : '') : 'anonymous';
  const devices = anonymousIds.size ? `${note ? ' · ' : ''}${anonymousIds.size} linked` : '';
  return el('span', { class: 'label who' },
    el('i', { class: `avatar ${isKnown ? '' : 'anonymous'}`, 'aria-hidden': 'true' }, (name ?? id).slice(0, 1).toUpperCase()),
    el('span', { class: 'two' }, el('span', { class: 'main' }, name ?? id), (note || devices) && el('small', {}, note + devices)));
}
