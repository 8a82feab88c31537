// The control for what the inspector answers.

import { byId, el } from './dom.js';
import { setAnswer } from './live.js';

const choices = [
  [200, 'Normally', 'check each event and take it'],
  [503, '503', 'service unavailable'],
  [429, '429', 'too many requests'],
  [401, '401', 'the key is refused'],
  [400, '400', 'the body breaks the contract'],
  [413, '413', 'the body is too large'],
];

let current = { status: 200 };

export function setUpAnswer() {
  byId('answer-choices').append(...choices.map(([status, name, note]) =>
    el('label', {}, el('input', { type: 'radio', name: 'status', value: status }), el('span', {}, el('b', {}, name), ` ${note}`))));

  byId('answer').addEventListener('toggle', event => event.newState === 'open' && fill());
  byId('answer').addEventListener('change', updateFields);
  byId('answer').addEventListener('submit', event => {
    event.preventDefault();
    send(read());
  });
  byId('answer-normal').addEventListener('click', () => send({}));
}

export function drawAnswer(answer) {
  current = answer;
  const { status, delayMilliseconds } = answer;
  byId('answer-name').textContent = status === 200 ? (delayMilliseconds ? 'slowly' : 'normally') : String(status);
  byId('answer-button').classList.toggle('caution', status !== 200 || delayMilliseconds > 0);
}

function fill() {
  for (const radio of byId('answer-choices').querySelectorAll('input')) radio.checked = Number(radio.value) === current.status;
  byId('retry-after').value = current.retryAfterSeconds ?? '';
  byId('delay').value = current.delayMilliseconds || '';
  byId('requests').value = current.requests ?? '';
  byId('answer-error').hidden = true;
  updateFields();
}

function updateFields() {
  const status = chosen();
  byId('retry-after').disabled = status === 200;
  byId('retry-after').placeholder = status === 429 ? '5' : 'none';
}

const chosen = () => Number(byId('answer').elements.status.value || current.status);
const numberIn = id => byId(id).value === '' || byId(id).disabled ? null : Number(byId(id).value);

function read() {
  return {
    status: chosen(),
    retryAfterSeconds: numberIn('retry-after'),
    delayMilliseconds: numberIn('delay'),
    requests: numberIn('requests'),
  };
}

async function send(answer) {
  const error = byId('answer-error');
  try {
    await setAnswer(answer);
    byId('answer').hidePopover();
    byId('answer-button').focus();
  } catch (exception) {
    error.textContent = exception.message;
    error.hidden = false;
  }
}
