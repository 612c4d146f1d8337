/** A link on which a heartbeat stays unanswered for so long is dead. */
const ANSWER_MS = 10_000;
/** A silence that the timers below cannot leave: the page slept, and the server has hung up meanwhile. */
const SLEPT_MS = 90_000;

/** @type {(parts: LivenessParts) => Liveness} */
export const createLiveness = ({ clock, beat, dead }) => {
  /** @type {any} */
  let timer;
  /** 0 while there is no link to watch. */
  let silenceMs = 0;
  let heardAt = 0;
  let probing = false;

  function stop() {
    clock.clearTimeout(timer);
    silenceMs = 0;
  }

  function die() {
    stop();
    dead();
  }

  function probe() {
    if (!silenceMs || probing) return;
    probing = true;
    clock.clearTimeout(timer);
    timer = clock.setTimeout(die, ANSWER_MS);
    beat();
  }

  function heard() {
    if (!silenceMs) return;
    probing = false;
    heardAt = clock.now();
    clock.clearTimeout(timer);
    timer = clock.setTimeout(probe, silenceMs);
  }

  return {
    start(heartbeatSeconds) {
      silenceMs = heartbeatSeconds * 1000;
      heard();
    },
    heard,
    probe,
    wake() {
      if (silenceMs && clock.now() - heardAt > SLEPT_MS) die();
      else probe();
    },
    stop,
  };
};
