import { call } from '../connection.js';
import * as outbox from '../outbox.js';

const near = 48;

// Keeps the log at its end while one is there, keeps what is read in place while older messages come in above it, and asks for them.
export function attach(log, desk, conversation, words) {
  let atEnd = true;
  let first = firstSeq();
  let fromBottom = 0;
  const pending = log.querySelector('[data-pending]');
  const release = outbox.show(conversation, pending, words);

  function firstSeq() {
    return log.querySelector('[data-seq]')?.dataset.seq;
  }

  function measure() {
    fromBottom = log.scrollHeight - log.scrollTop;
    const now = fromBottom - log.clientHeight < near;
    if (now === atEnd) return;
    atEnd = now;
    call(desk, 'ScrolledAsync', atEnd).catch(() => {});
  }

  function settle() {
    const before = first;
    first = firstSeq();
    if (atEnd) log.scrollTop = log.scrollHeight;
    else if (before !== first) log.scrollTop = log.scrollHeight - fromBottom;
    fromBottom = log.scrollHeight - log.scrollTop;
    watchEdge();
  }

  let sending = pending.childElementCount;
  const changes = new MutationObserver(() => {
    // What one sends oneself is shown, wherever one was reading.
    if (pending.childElementCount > sending) log.scrollTop = log.scrollHeight;
    outbox.arrived(log, conversation);
    sending = pending.childElementCount;
    settle();
  });
  changes.observe(log, { childList: true, subtree: true, attributeFilter: ['data-edge'] });

  // The box below grows and the keyboard of a phone comes up: the end stays in sight.
  const sizes = new ResizeObserver(() => {
    if (atEnd) log.scrollTop = log.scrollHeight;
  });
  sizes.observe(log);

  let edge = null;
  const sight = new IntersectionObserver(entries => {
    if (entries.some(entry => entry.isIntersecting) && edge?.dataset.edge === 'more')
      call(desk, 'LoadOlderAsync').catch(() => {});
  }, { root: log, rootMargin: '400px 0px 0px 0px' });

  // Observed anew after each change: an edge that is still in sight then is asked for again.
  function watchEdge() {
    sight.disconnect();
    edge = log.querySelector('[data-edge="more"]');
    if (edge && first) sight.observe(edge);
  }

  log.addEventListener('scroll', measure, { passive: true });
  settle();

  return {
    toEnd() {
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const far = fromBottom > 3 * log.clientHeight;
      log.scrollTo({ top: log.scrollHeight, behavior: calm || far ? 'auto' : 'smooth' });
    },
    detach() {
      release();
      changes.disconnect();
      sizes.disconnect();
      sight.disconnect();
      log.removeEventListener('scroll', measure);
    },
  };
}
