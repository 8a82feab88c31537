// The live stream and the calls to the endpoints beside the page.

const root = new URL('../', import.meta.url);

export const endpoint = path => new URL(path, root).href;

/** Connects, and stays connected: after the application comes back, so do the events. */
export function connect(on) {
  const source = new EventSource(endpoint('stream'));
  const listen = (name, handle) => source.addEventListener(name, message => handle(JSON.parse(message.data)));
  let isStopping = false;

  source.onopen = () => {
    isStopping = false;
    on.connection('live');
  };
  source.onerror = () => {
    on.connection(isStopping ? 'stopped' : 'reconnecting');
    if (source.readyState === EventSource.CLOSED) setTimeout(() => connect(on), 2000);
  };

  listen('reset', on.reset);
  listen('state', on.state);
  listen('events', on.events);
  listen('stopping', () => {
    isStopping = true;
    on.connection('stopped');
  });
}

export const clearEvents = () => call('DELETE', 'events');
export const setAnswer = answer => call('PUT', 'answer', answer);
export const sendEvent = event => call('POST', 'v1/event', { publicKey: 'pk_test_inspector', event });

async function call(method, path, body) {
  const response = await fetch(endpoint(path), {
    method,
    headers: body && { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });

  if (!response.ok) {
    const { error } = await response.json().catch(() => ({}));
    throw new Error(error ?? `The inspector answered ${response.status}.`);
  }
}
