// Shows JSON over many lines and in colours, otherwise exactly as it came: numbers keep their digits, and a name that is
// there twice is shown twice. Each token becomes text in a span: nothing of it is ever read as markup.

import { el } from './dom.js';

const token = /"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s"{}[\],:]+/g;

export function layOut(json) {
  const tokens = json.match(token) ?? [];
  const nodes = [];
  let depth = 0;
  const line = () => `\n${'  '.repeat(depth)}`;

  tokens.forEach((text, index) => {
    const isEmptied = '}]'.includes(tokens[index + 1]);

    if (text === '{' || text === '[') {
      depth++;
      nodes.push(text, isEmptied ? '' : line());
    } else if (text === '}' || text === ']') {
      depth--;
      nodes.push('{['.includes(tokens[index - 1]) ? text : line() + text);
    } else if (text === ',') {
      nodes.push(text, line());
    } else if (text === ':') {
      nodes.push(': ');
    } else {
      nodes.push(el('span', { class: text[0] !== '"' ? 'value' : tokens[index + 1] === ':' ? 'key' : 'text' }, text));
    }
  });

  return nodes;
}
