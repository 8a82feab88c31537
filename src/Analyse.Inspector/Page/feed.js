// The list in the middle: everything, newest first, or one person's timeline in the order in which it happened.

import { byId, el, show } from './dom.js';
import { drawEmpty } from './empty.js';
import { count, dayOf, duration, gist, kindOf, timeOf } from './words.js';

const step = 300;
let limit = step;
let rows = new Map();
let shown = [];

export function setUpFeed(view) {
  const search = byId('search');
  search.value = view.text ?? '';
  search.addEventListener('input', () => view.set({ text: search.value || null }));
  byId('older').addEventListener('click', () => {
    limit += step;
    view.set({});
  });
  byId('list').addEventListener('keydown', event => moveByKey(event, view));
  byId('list').addEventListener('click', event => {
    const row = event.target.closest('.row');
    if (!row) return;
    view.set({ selected: Number(row.dataset.sequence) });
    // Where there is little room the event covers the list, so the focus goes along.
    if (getComputedStyle(byId('detail')).position !== 'sticky') requestAnimationFrame(() => byId('detail').focus());
  });
  addEventListener('keydown', event => shortcut(event, view));
}

export function drawFeed(model, view, isConnected) {
  const ids = view.person && model.whoIs(view.person);
  const timeline = ids && model.timeline(ids);
  const chosen = (timeline ?? model.events.toReversed()).filter(stored => view.admits(stored));
  // The newest are kept in sight: at the top of the list, at the end of a timeline.
  shown = timeline ? chosen.slice(-limit) : chosen.slice(0, limit);

  const list = byId('list');
  list.classList.toggle('timeline', Boolean(timeline));
  rows = new Map(shown.map(stored => [stored.sequence, rows.get(stored.sequence) ?? row(stored)]));
  show(list, withTimes(shown, Boolean(timeline)));
  markSelected(view.selected);

  byId('older').hidden = chosen.length <= shown.length;
  if (byId('search').value !== (view.text ?? '')) byId('search').value = view.text ?? '';
  drawTitle(model, ids, chosen.length);
  drawChips(view);
  drawEmpty(byId('empty'), { isEmpty: model.events.length === 0, hasNone: chosen.length === 0, isConnected, view });
}

function row({ sequence, receivedAt, event, warnings }) {
  const who = event.person_id || event.anonymous_id;
  return el('li', {},
    el('button', { type: 'button', class: isNew(receivedAt) ? 'row new' : 'row', 'data-sequence': sequence, tabindex: '-1' },
      el('time', { datetime: event.timestamp, title: event.timestamp }, timeOf(event.timestamp)),
      el('i', { class: 'dot', 'data-kind': kindOf(event.event_name), 'aria-hidden': 'true' }),
      el('span', { class: 'what' },
        el('span', { class: 'event-name' }, event.event_name),
        el('span', { class: 'gist' }, gist(event))),
      warnings.length > 0 && el('span', { class: 'badge' }, count(warnings.length, 'warning')),
      el('span', { class: 'who-id' }, who),
      el('span', { class: 'known-by' }, knownBy(event))));
}

// What was there before the page was opened should not flash.
const isNew = receivedAt => Date.now() - Date.parse(receivedAt) < 2000;

function knownBy({ person_id: person, anonymous_id: anonymous }) {
  if (!person) return 'anonymous id';
  return anonymous && anonymous !== person ? 'both ids' : 'person id';
}

// Says the day where it changes (today is not said of the newest), and in a timeline how long nothing happened.
function withTimes(events, isTimeline) {
  const nodes = [];
  let last = isTimeline ? null : new Date();

  for (const stored of events) {
    const at = new Date(stored.event.timestamp);
    if (!last || last.toDateString() !== at.toDateString()) nodes.push(el('li', { class: 'day' }, dayOf(at)));
    else if (isTimeline && at - last > 60_000) nodes.push(el('li', { class: 'gap' }, `${duration(at - last)} later`));
    nodes.push(rows.get(stored.sequence));
    last = at;
  }

  return nodes;
}

function markSelected(selected) {
  const current = rows.has(selected) ? selected : null;
  for (const [sequence, item] of rows) {
    const button = item.firstChild;
    if (sequence === current) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
    button.tabIndex = sequence === (current ?? shown[0]?.sequence) ? 0 : -1;
  }
}

function drawTitle(model, ids, total) {
  const title = byId('feed-title');
  if (!ids) {
    title.replaceChildren(el('h2', {}, 'All events'), el('p', { class: 'quiet' }, `${count(total, 'event')}, newest first`));
    return;
  }

  const people = model.people().filter(({ id }) => ids.includes(id));
  const allIds = [...new Set([...ids, ...people.flatMap(({ anonymousIds }) => [...anonymousIds])])];
  title.replaceChildren(
    el('h2', {}, people.map(({ id, name }) => name ?? id).join(', ') || ids.join(', ')),
    el('p', { class: 'quiet' }, `${count(total, 'event')} by `, ...allIds.flatMap((id, index) => [index ? ' ' : '', el('code', {}, id)])));
}

function drawChips(view) {
  const chips = [['person', 'person'], ['name', 'event'], ['warnings', 'with warnings'], ['text', 'text']]
    .filter(([key]) => view[key])
    .map(([key, label]) => el('button', { type: 'button', class: 'chip', 'aria-label': `Remove the filter ${label}`, onclick: () => view.set({ [key]: null }) },
      key === 'warnings' ? label : `${label}: ${view[key]}`, el('span', { 'aria-hidden': 'true' }, '×')));
  byId('chips').replaceChildren(...chips);
}

function moveByKey(event, view) {
  const steps = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
  if (!(event.key in steps) || shown.length === 0) return;
  event.preventDefault();
  const at = shown.findIndex(({ sequence }) => String(sequence) === document.activeElement.dataset.sequence);
  const next = shown[Math.max(0, Math.min(shown.length - 1, at + steps[event.key]))];
  rows.get(next.sequence).firstChild.focus();
  view.set({ selected: next.sequence });
}

function shortcut(event, view) {
  const isTyping = event.target.closest?.('input, textarea, dialog, [popover]');
  if (event.key === '/' && !isTyping) {
    event.preventDefault();
    byId('search').focus();
  }
  if (event.key === 'Escape' && !isTyping && view.selected) closeDetail(view);
}

/** Goes back from an event to its place in the list. */
export function closeDetail(view) {
  const row = rows.get(view.selected)?.firstChild;
  view.set({ selected: null });
  row?.focus();
}
