// How times, money and events are said.

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
const formats = new Map();

export const number = value => value.toLocaleString();
export const count = (value, one, many = `${one}s`) => `${number(value)} ${value === 1 ? one : many}`;
export const timeOf = iso => clock.format(new Date(iso));
export const dayOf = iso => day.format(new Date(iso));

/** A sum in minor units, by the decimals of its currency; null when the code is none. */
export function money(minor, currency) {
  const format = formatOf(currency);
  return format && format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
}

function formatOf(currency) {
  if (!formats.has(currency)) {
    let format = null;
    try {
      format = new Intl.NumberFormat(undefined, { style: 'currency', currency, currencyDisplay: 'code' });
    } catch { /* no currency code: shown as the plain number */ }
    formats.set(currency, format);
  }

  return formats.get(currency);
}

/** A length of time in the largest unit that says enough. */
export function duration(milliseconds) {
  const seconds = Math.abs(milliseconds) / 1000;
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${Number(seconds.toFixed(1))} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  if (seconds < 86400) return `${Math.round(seconds / 3600)} h`;
  return count(Math.round(seconds / 86400), 'day');
}

const kinds = new Map(Object.entries({
  content_viewed: 'content',
  signup_completed: 'good',
  checkout_started: 'checkout',
  checkout_finished: 'money',
  checkout_cancelled: 'caution',
  trial_started: 'trial',
  trial_ended: 'trial',
  subscription_changed: 'trial',
  subscription_resumed: 'good',
  subscription_cancelled: 'loss',
  invoice_paid: 'money',
  invoice_payment_failed: 'caution',
  refund_issued: 'loss',
  refund_failed: 'caution',
  revenue_corrected: 'caution',
  credit_note_issued: 'loss',
  subscription_past_due: 'caution',
  subscription_paused: 'caution',
  subscription_unpaused: 'good',
  dispute_opened: 'caution',
  dispute_closed: 'loss',
  $identify: 'identity',
}));

/** The family of an event, which gives it its colour. */
export const kindOf = name => kinds.get(name) ?? 'custom';

/** The few words that tell one event from the next of its name. */
export function gist({ event_name: name, path, properties }) {
  const p = properties ?? {};
  const sum = amountOf(p);
  const parts = name === '$identify'
    ? [p.$name ?? p.name, p.$email ?? p.email]
    : [sum, p.plan, change(p.plan_from, p.plan_to), change(sumOf(p.amount_from, p.currency), sumOf(p.amount_to, p.currency)),
       p.billing_interval && `per ${p.billing_interval}`, p.title ?? p.content_id, p.method && `by ${p.method}`,
       p.trial_days && count(Number(p.trial_days), 'day'), p.converted === true && 'converted', p.converted === false && 'not converted',
       p.attempt_count && `attempt ${p.attempt_count}`, p.status, p.reason, p.coupon];

  const said = [...new Set(parts.filter(part => typeof part === 'string' || typeof part === 'number').map(String))];
  if (said.length === 0) {
    said.push(...Object.entries(p).filter(([, value]) => value === null || typeof value !== 'object').map(([key, value]) => `${key} ${value}`));
  }
  if (said.length === 0 && typeof path === 'string') said.push(path);
  return said.slice(0, 4).join(' · ');
}

const change = (from, to) => from === to ? to : [from, to].filter(Boolean).join(' → ') || null;

export const amountOf = ({ amount, currency }) => sumOf(amount, currency);

function sumOf(amount, currency) {
  if (!Number.isInteger(amount)) return null;
  return (typeof currency === 'string' && money(amount, currency.trim().toUpperCase())) || number(amount);
}
