// What to do next, for someone who sees nothing yet.

import { copyButton, el } from './dom.js';
import { endpoint, sendEvent } from './live.js';

let drawn = null;

export function drawEmpty(element, { isEmpty, hasNone, isConnected, view }) {
  const kind = isEmpty && isConnected ? 'first' : !isEmpty && hasNone ? 'none' : null;
  element.hidden = kind === null;
  if (kind === drawn) return;
  drawn = kind;
  if (kind === 'first') element.replaceChildren(...firstSteps());
  if (kind === 'none') element.replaceChildren(
    el('h3', {}, 'No event matches'),
    el('button', { type: 'button', class: 'button', onclick: () => view.reset() }, 'Show all events'));
}

function firstSteps() {
  const host = endpoint('').replace(/\/$/, '');
  return [
    el('h3', {}, 'Waiting for the first event'),
    el('p', { class: 'quiet' }, 'It appears here the moment it arrives.'),
    el('ol', { class: 'steps' },
      step('This application', 'In Development, without a key or a host, Analyse sends here by itself. Capture something:',
        'analyse.Capture("coupon_applied", new() { ["coupon"] = "SPRING" });'),
      step('Another application', 'Give it this host, and any public key:', host),
      step('No application at hand', 'Send one from this page.', null,
        el('button', { type: 'button', class: 'button primary', onclick: () => sendEvent(example()) }, 'Send a test event'))),
  ];
}

function step(title, text, code, extra) {
  return el('li', {},
    el('h4', {}, title),
    el('p', {}, text),
    code && el('div', { class: 'code' }, el('code', {}, code), copyButton(() => code)),
    extra);
}

function example() {
  return {
    event_name: 'checkout_finished',
    anonymous_id: 'test_device',
    person_id: 'test_person',
    timestamp: new Date().toISOString(),
    referrer_domain: '',
    properties: { checkout_id: crypto.randomUUID?.() ?? String(Math.random()), payment_type: 'subscription', billing_interval: 'month', amount: 4900, currency: 'USD', plan: 'pro' },
  };
}
