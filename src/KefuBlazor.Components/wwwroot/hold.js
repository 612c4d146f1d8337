// Remembers which message is the first in sight and where it stands, and puts it back there when others have come or gone above it.
// Browsers would do so themselves, but not all of them, and not while messages go at the same time as others come.

export function hold(log) {
  let seq = null;
  let at = 0;
  let scrolled = 0;

  // Within what is scrolled, which does not change by scrolling: so a scroll that was not told of yet does no harm.
  function placeOf(bubble) {
    return bubble.getBoundingClientRect().top - log.getBoundingClientRect().top + log.scrollTop;
  }

  function take() {
    const top = log.getBoundingClientRect().top;
    const bubble = [...log.querySelectorAll('[data-seq]')].find(one => one.getBoundingClientRect().bottom > top);
    seq = bubble?.dataset.seq ?? null;
    at = bubble ? placeOf(bubble) : 0;
    scrolled = log.scrollTop;
  }

  function restore() {
    const bubble = seq && log.querySelector(`[data-seq="${seq}"]`);
    if (!bubble) return;
    const moved = placeOf(bubble) - at;
    if (Math.abs(moved) < 1) return;
    // Where the log has become shorter, the browser has moved it to its end already.
    const cut = log.scrollTop + log.clientHeight > log.scrollHeight - 2;
    log.scrollTop = (cut ? scrolled : log.scrollTop) + moved;
  }

  return { take, restore };
}
