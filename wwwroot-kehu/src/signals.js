const PAUSE_MS = 1000;

/** @type {(parts: { clock: Clock, send: Send }) => Progress} */
export const createMarks = ({ clock, send }) => {
  let told = { delivered: 0, read: 0 };
  let wanted = told;
  let resting = false;

  function pump() {
    const type = wanted.read > told.read ? 'read' : 'delivered';
    const seq = wanted[type];
    if (resting || seq <= told[type] || !send({ type, seq })) return;
    // To have read is to have received.
    told = { delivered: Math.max(told.delivered, seq), read: type === 'read' ? seq : told.read };
    resting = true;
    clock.setTimeout(() => {
      resting = false;
      pump();
    }, PAUSE_MS);
  }

  /** @param {'delivered' | 'read'} type @param {number} seq */
  function raise(type, seq) {
    wanted = { ...wanted, [type]: Math.max(wanted[type], seq) };
    pump();
  }

  return {
    delivered: (seq) => raise('delivered', seq),
    read: (seq) => raise('read', seq),
    resume(delivered, read) {
      told = { delivered, read };
      pump();
    },
    reset() {
      told = wanted = { delivered: 0, read: 0 };
    },
  };
};

const REPEAT_MS = 3000;
/** How often the agent sees what is being written, where the site turned that on. */
const PREVIEW_MS = 1000;
/** After so long the word is void by itself: a pause need not be told. */
const VOID_MS = 6000;

/** @type {(parts: { clock: Clock, send: Send, preview?: boolean }) => TypingSender} */
export const createTypingSender = ({ clock, send, preview }) => {
  let saidAt = -Infinity;
  let draft = '';
  /** @type {any} */
  let timer;

  function say() {
    if (send({ type: 'typing', active: true, ...(preview && { content: draft }) })) saidAt = clock.now();
  }

  return {
    typed(text) {
      draft = text;
      clock.clearTimeout(timer);
      const rest = (preview ? PREVIEW_MS : REPEAT_MS) - (clock.now() - saidAt);
      if (rest <= 0) say();
      else if (preview) timer = clock.setTimeout(say, rest);
    },
    ended() {
      clock.clearTimeout(timer);
      if (clock.now() - saidAt < VOID_MS) send({ type: 'typing', active: false });
      saidAt = -Infinity;
    },
    sent() {
      clock.clearTimeout(timer);
      saidAt = -Infinity;
    },
  };
};

/** @type {(parts: { clock: Clock, onChange: () => void }) => TypingIndicator} */
export const createTypingIndicator = ({ clock, onChange }) => {
  /** @type {any} */
  let timer;
  let active = false;

  /** @param {boolean} next */
  function hear(next) {
    clock.clearTimeout(timer);
    if (next) timer = clock.setTimeout(() => hear(false), VOID_MS);
    const was = active;
    active = next;
    if (was !== next) onChange();
  }

  return { hear, active: () => active };
};
