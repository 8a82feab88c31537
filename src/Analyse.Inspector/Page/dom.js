// Small helpers around the DOM. Events are untrusted: text goes in as text, never as markup.

export const byId = id => document.getElementById(id);

/** Creates an element; `on…` attributes are listeners, `false` and `null` leave an attribute out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);

  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value != null) element.setAttribute(name, value);
  }

  element.append(...children.filter(child => child != null && child !== false));
  return element;
}

/** Makes `parent` show exactly `nodes`, moving none that is already in place, so that focus and scrolling stay. */
export function show(parent, nodes) {
  let at = parent.firstChild;

  for (const node of nodes) {
    if (at === node) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }

  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

export function copyButton(text, label = 'Copy') {
  const button = el('button', { type: 'button', class: 'button small' }, label);

  button.addEventListener('click', async () => {
    button.textContent = await copy(text()) ? 'Copied' : 'Not allowed';
    setTimeout(() => { button.textContent = label; }, 1500);
  });
  return button;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

// The clipboard is for secure addresses only: http://192.168.… is none.
function copyBySelection(text) {
  const area = el('textarea', { class: 'hidden' });
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}
