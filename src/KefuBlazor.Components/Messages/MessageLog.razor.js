import { attend } from '../attachments.js';
import { call } from '../connection.js';
import { hold } from '../hold.js';
import * as outbox from '../outbox.js';

const near = 48;

// Keeps the log at its end while one is there, keeps what is read in place while messages come and go around it, and asks for more at
// either edge.
export function attach(log, desk, conversation, words) {
  const place = hold(log);
  const pending = log.querySelector('[data-pending]');
  const release = outbox.show(conversation, pending, words);
  const leave = attend(log);
  let atEnd = true;
  let leaping = false;

  // The log's end is not the conversation's.
  const detached = () => log.querySelector('[data-edge^="newer"]') !== null;

  function measure() {
    // A log that is not shown has no end to be at.
    if (log.clientHeight === 0) return;
    place.take();
    const now = !detached() && log.scrollHeight - log.scrollTop - log.clientHeight < near;
    if (now === atEnd) return;
    atEnd = now;
    call(desk, 'ScrolledAsync', atEnd).catch(() => {});
  }

  function settle() {
    if ((atEnd || leaping) && !detached()) {
      leaping = false;
      log.scrollTop = log.scrollHeight;
    } else {
      place.restore();
    }
    measure();
    watchEdges();
  }

  function toEnd(behavior) {
    log.scrollTo({ top: log.scrollHeight, behavior });
    if (!detached()) return;
    leaping = true;
    call(desk, 'LoadNewestAsync').catch(() => {}).finally(() => { leaping = false; });
  }

  let sending = pending.childElementCount;
  const changes = new MutationObserver(() => {
    // What one sends oneself is shown, wherever one was reading.
    if (pending.childElementCount > sending) toEnd('auto');
    outbox.arrived(log, conversation);
    sending = pending.childElementCount;
    settle();
  });
  changes.observe(log, { childList: true, subtree: true, attributeFilter: ['data-edge'] });

  // The box below grows, the keyboard of a phone comes up, the window is made narrower: what is in sight stays.
  const sizes = new ResizeObserver(settle);
  sizes.observe(log);

  const more = { older: 'LoadOlderAsync', newer: 'LoadNewerAsync' };
  const sight = new IntersectionObserver(entries => {
    for (const { isIntersecting, target } of entries) {
      const method = more[target.dataset.edge];
      if (isIntersecting && method && !leaping) call(desk, method).catch(() => {});
    }
  }, { root: log, rootMargin: '400px 0px' });

  // Observed anew after each change: an edge that is still in sight then is asked for again.
  function watchEdges() {
    sight.disconnect();
    if (!log.querySelector('[data-seq]')) return;
    for (const edge of log.querySelectorAll('[data-edge]')) sight.observe(edge);
  }

  log.addEventListener('scroll', measure, { passive: true });
  settle();

  return {
    toEnd() {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const far = detached() || log.scrollHeight - log.scrollTop > 4 * log.clientHeight;
      toEnd(calm || far ? 'auto' : 'smooth');
    },
    detach() {
      release();
      leave();
      changes.disconnect();
      sizes.disconnect();
      sight.disconnect();
      log.removeEventListener('scroll', measure);
    },
  };
}
