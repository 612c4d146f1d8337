/** @type {(parts: ArrivalsParts) => () => void} */
export const createArrivals = ({ model, onArrived }) => {
  /** Up to where each conversation is known. @type {Map<string, number>} */
  const known = new Map();
  let isFirst = true;

  return () => {
    if (!model.ready()) return;
    for (const message of model.messages()) {
      const { conversation_id: id, seq, from_type: from } = message;
      if (seq <= (known.get(id) ?? 0)) continue;
      known.set(id, seq);
      // What was here before this page is no news.
      if (!isFirst && (from === 'kefu' || from === 'bot')) onArrived(message);
    }
    isFirst = false;
  };
};

/** How many are unread, before the page's own title. */
const COUNT = /^\(\d+\+?\) /;

/**
 * Says in the title of a page that nobody looks at how many messages wait. The page may set its title meanwhile.
 * @param {{ title: string }} page
 * @returns {(count: number, isHidden: boolean) => void}
 */
export const createTitleBadge = (page) => {
  let isSet = false;
  return (count, isHidden) => {
    const shown = isHidden ? count : 0;
    if (!shown && !isSet) return;
    const own = isSet ? page.title.replace(COUNT, '') : page.title;
    const next = shown ? `(${shown > 99 ? '99+' : shown}) ${own}` : own;
    if (page.title !== next) page.title = next;
    isSet = shown > 0;
  };
};

/** The two notes of the bell: their pitch and when they begin, in hertz and seconds. */
const NOTES = [[880, 0], [1174.66, 0.12]];
const NOTE_SECONDS = 0.35;
const LOUDEST = 0.12;

/**
 * A short sound, made rather than loaded.
 * @param {() => AudioContext | undefined} open  Nothing while the page may not sound.
 */
export const createBell = (open) => {
  /** @type {AudioContext | undefined} */
  let audio;

  return {
    async ring() {
      audio ??= open();
      if (!audio) return;
      if (audio.state === 'suspended') await audio.resume();
      for (const [pitch, after] of NOTES) {
        const begin = audio.currentTime + after;
        const note = audio.createOscillator();
        const volume = audio.createGain();
        note.frequency.value = pitch;
        volume.gain.setValueAtTime(LOUDEST, begin);
        volume.gain.exponentialRampToValueAtTime(0.001, begin + NOTE_SECONDS);
        note.connect(volume).connect(audio.destination);
        note.start(begin);
        note.stop(begin + NOTE_SECONDS);
      }
    },
    close: () => void audio?.close(),
  };
};
