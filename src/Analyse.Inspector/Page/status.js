// What the developer should know without looking for it: the connection, refusals, dropped events, and what is new.

import { byId, el, show } from './dom.js';
import { setAnswer } from './live.js';
import { count, number, timeOf } from './words.js';

const connections = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  stopped: 'Application stopped',
};

export function drawConnection(kind) {
  const element = byId('connection');
  if (element.dataset.state === kind) return;
  element.dataset.state = kind;
  element.textContent = connections[kind];
}

let drawn = '';

export function drawNotices(state) {
  const said = JSON.stringify(state);
  if (said === drawn) return;
  drawn = said;
  show(byId('notices'), [answering(state), refusals(state), dropped(state)].filter(notice => notice));
}

function answering({ answer: { status, delayMilliseconds, requests } }) {
  if (status === 200 && !delayMilliseconds) return null;
  const what = status === 200 ? 'Answers are slow' : `Every request is answered ${status}`;
  const slow = delayMilliseconds ? `, after ${number(delayMilliseconds)} ms` : '';
  const left = requests ? ` (${count(requests, 'more request')})` : '';
  return el('div', { class: 'notice caution', role: 'status' },
    el('p', {}, `${what}${slow}${left}.`),
    el('button', { type: 'button', class: 'button small', onclick: () => setAnswer({}) }, 'Back to normal'));
}

// Made once and filled again, so that it stays open while somebody reads it.
const newestRefusal = el('summary');
const lastRefusals = el('ol');
const refusalNotice = el('details', { class: 'notice caution' }, newestRefusal, lastRefusals);

function refusals({ refused, refusals: last }) {
  if (refused === 0) return null;
  const newest = last.at(-1);
  newestRefusal.replaceChildren(
    el('strong', {}, `${count(refused, 'request')} refused.`), ` Last, at ${timeOf(newest.at)}: ${newest.status} · ${newest.error}`);
  lastRefusals.replaceChildren(...last.toReversed().map(({ at, status, error }) =>
    el('li', {}, el('time', { datetime: at }, timeOf(at)), el('b', {}, String(status)), el('span', {}, error))));
  return refusalNotice;
}

function dropped({ dropped: events, maxEvents }) {
  if (events === 0) return null;
  return el('div', { class: 'notice' }, el('p', {}, `The oldest ${count(events, 'event')} had to go: the inspector keeps ${number(maxEvents)}, within its bound of bytes.`));
}

let unsaid = [];
let timer = null;

/** Says new events to a screen reader, gathered, so that a burst is one sentence. */
export function announce(events) {
  unsaid.push(...events);
  timer ??= setTimeout(() => {
    const last = unsaid.at(-1).event;
    byId('announcer').textContent = `${count(unsaid.length, 'new event')}, last ${last.event_name} of ${last.person_id || last.anonymous_id}`;
    unsaid = [];
    timer = null;
  }, 1500);
}
