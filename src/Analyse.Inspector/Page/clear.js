// Clearing, which asks first: the events are gone for every open page.

import { byId } from './dom.js';
import { clearEvents } from './live.js';
import { count } from './words.js';

export function setUpClear(model) {
  const dialog = byId('clear');

  byId('clear-button').addEventListener('click', () => {
    byId('clear-text').textContent = `${count(model.events.length, 'event')} will be gone, here and on every other open page.`;
    dialog.returnValue = '';
    dialog.showModal();
  });
  dialog.addEventListener('close', () => {
    if (dialog.returnValue === 'clear') clearEvents();
  });
}
