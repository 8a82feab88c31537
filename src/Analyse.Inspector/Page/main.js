// Puts the parts together: what arrives changes the model, what is clicked changes the view, and both draw the page.

import { byId } from './dom.js';
import { connect } from './live.js';
import { Model } from './model.js';
import { View } from './view.js';
import { drawAnswer, setUpAnswer } from './answer.js';
import { setUpClear } from './clear.js';
import { drawConnection, drawNotices, announce } from './status.js';
import { drawSummary } from './summary.js';
import { drawSide } from './side.js';
import { drawFeed, setUpFeed } from './feed.js';
import { drawDetail } from './detail.js';

const model = new Model();
const view = new View(draw);
let state = { maxEvents: Infinity, dropped: 0, taken: 0, refused: 0, refusals: [], answer: { status: 200 } };
let isDrawn = true;
let isConnected = false;

// However many events come at once, the page is drawn once per frame.
function draw() {
  if (!isDrawn) return;
  isDrawn = false;
  requestAnimationFrame(() => {
    isDrawn = true;
    drawNotices(state);
    drawSummary(model, state, view);
    drawSide(model, view);
    drawFeed(model, view, isConnected);
    drawDetail(model, view);
  });
}

setUpAnswer();
setUpClear(model);
setUpFeed(view);

connect({
  connection(kind) {
    isConnected ||= kind === 'live';
    drawConnection(kind);
    draw();
  },
  reset() {
    model.clear();
    draw();
  },
  state(next) {
    state = next;
    byId('application').textContent = `${next.application} · `;
    document.title = `${next.application} · Analyse inspector`;
    drawAnswer(next.answer);
    draw();
  },
  events(events) {
    model.add(events, state.maxEvents);
    announce(model.events.slice(-events.length));
    draw();
  },
});

