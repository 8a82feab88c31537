// Colours JSON. Each token becomes a text node in a span: nothing of it is ever read as markup.

import { el } from './dom.js';

const token = /("(?:\\.|[^"\\])*")(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\b(?:true|false|null)\b/g;

export function paint(json) {
  const nodes = [];
  let end = 0;

  for (const match of json.matchAll(token)) {
    nodes.push(json.slice(end, match.index));
    const [all, text, colon] = match;
    if (colon) nodes.push(el('span', { class: 'key' }, text), colon);
    else nodes.push(el('span', { class: text ? 'text' : 'value' }, all));
    end = match.index + all.length;
  }

  nodes.push(json.slice(end));
  return nodes;
}
