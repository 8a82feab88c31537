// Everything about the chosen event.

import { byId, copyButton, el } from './dom.js';
import { amountOf, dayOf, duration, kindOf, timeOf } from './words.js';
import { closeDetail } from './feed.js';
import { layOut } from './json.js';

let drawn;

export function drawDetail(model, view) {
  const stored = view.selected === null ? null : model.find(view.selected);
  const key = stored ? `${stored.sequence} ${view.person}` : null;
  document.body.classList.toggle('has-detail', Boolean(stored));
  if (key === drawn) return;
  drawn = key;
  byId('detail').replaceChildren(...(stored ? about(stored, view) : nothing()));
  byId('detail').scrollTop = 0;
}

function nothing() {
  return [el('p', { class: 'hint' }, 'Choose an event to see all of it.'),
    el('p', { class: 'hint keys' }, el('kbd', {}, '↑'), el('kbd', {}, '↓'), ' move  ', el('kbd', {}, '/'), ' filter  ', el('kbd', {}, 'Esc'), ' close')];
}

function about({ sequence, receivedAt, warnings, event, json }, view) {
  const { event_name: name, person_id, anonymous_id, session_id, timestamp, properties, ...page } = event;
  const delay = new Date(receivedAt) - new Date(timestamp);

  return [
    el('div', { class: 'detail-head' },
      el('h2', {}, el('i', { class: 'dot', 'data-kind': kindOf(name), 'aria-hidden': 'true' }), el('span', { class: 'event-name' }, name)),
      el('button', { type: 'button', class: 'button small', 'aria-label': 'Close the event', onclick: () => closeDetail(view) }, 'Close')),
    el('p', { class: 'quiet' }, `${dayOf(timestamp)}, ${timeOf(timestamp)}`,
      Math.abs(delay) < 7 * 86_400_000 ? ` · arrived ${duration(delay)} ${delay < 0 ? 'before that' : 'later'}` : '', ` · no.\u00a0${sequence}`),
    warnings.length > 0 && findings(warnings),
    group('Who', facts([['person_id', person_id], ['anonymous_id', anonymous_id], ['session_id', session_id]], (id, key) => key === 'session_id' ? id : whoButton(id, view))),
    group('Properties', facts(Object.entries(properties ?? {}), value => value, amountOf(properties ?? {}))),
    group('Page', facts(Object.entries(page).filter(([, value]) => value !== ''), value => value)),
    raw(json),
  ].filter(part => part);
}

function whoButton(id, view) {
  return el('button', { type: 'button', class: 'link', title: 'Show the timeline', onclick: () => view.set({ person: id, name: null, text: null, warnings: null }) }, id);
}

function findings(warnings) {
  return el('ul', { class: 'findings', 'aria-label': 'Warnings' },
    ...warnings.map(({ field, message }) => el('li', {}, el('code', {}, field), el('span', {}, message))));
}

function group(title, list) {
  return list && el('section', { class: 'group' }, el('h3', {}, title), list);
}

function facts(entries, present, amount) {
  const given = entries.filter(([, value]) => value !== undefined);
  if (given.length === 0) return null;
  return el('dl', { class: 'facts' }, ...given.flatMap(([key, value]) => [
    el('dt', {}, key),
    el('dd', {}, typeof value === 'string' ? present(value, key) : JSON.stringify(value), key === 'amount' && amount && el('small', {}, ` ${amount}`)),
  ]));
}

function raw(json) {
  const pre = el('pre', { tabindex: '0', 'aria-label': 'The event as JSON' }, ...layOut(json));
  return el('section', { class: 'group' },
    el('div', { class: 'group-head' }, el('h3', {}, 'JSON'), copyButton(() => pre.textContent)),
    pre);
}
