// The row of figures above the lists.

import { byId, el, show } from './dom.js';
import { count, money, number } from './words.js';

export function drawSummary(model, state, view) {
  const people = model.people();
  const known = people.filter(person => person.isKnown).length;
  const broken = model.events.filter(stored => stored.warnings.length > 0).length;

  show(byId('tiles'), [
    tile('Events', number(model.events.length), `in ${count(state.taken, 'request')}`),
    tile('People', number(known), `and ${number(people.length - known)} anonymous`),
    ...model.money().map(moneyTile),
    warningTile(broken, view),
  ]);
}

function tile(title, value, note, kind = '') {
  return el('div', { class: `tile ${kind}` }, el('dt', {}, title), el('dd', {}, el('strong', {}, value), el('span', {}, note)));
}

function moneyTile({ currency, payments, paid, net }) {
  const said = sum => money(sum, currency) ?? number(sum);
  const back = paid - net;
  const notes = [count(payments, 'payment'), back > 0 && `${said(back)} went back`, back < 0 && `${said(-back)} came back`];
  return tile(`Net revenue ${currency}`, said(net), notes.filter(Boolean).join(', '), 'sum');
}

function warningTile(broken, view) {
  const on = view.warnings === 'yes';
  const note = broken === 0
    ? el('span', {}, 'every rule kept')
    : el('button', { type: 'button', class: 'link', 'aria-pressed': String(on), onclick: () => view.set({ warnings: on ? null : 'yes' }) }, on ? 'show all' : 'show them');
  return el('div', { class: `tile ${broken ? 'caution' : ''}` }, el('dt', {}, 'With warnings'), el('dd', {}, el('strong', {}, number(broken)), note));
}
