/** Only the language in use is loaded. */
const sources = {
  'zh-CN': () => import('./words-zh.js'),
  en: () => import('./words-en.js'),
};

/** The words of ours that an operator may choose. @type {(settings: Settings, language: Language) => Record<string, string | undefined>} */
const chosen = ({ team, greeting, introduction }, language) => ({
  'header.team': team?.[language],
  'log.greeting': greeting?.[language],
  'log.greetingHint': introduction?.[language],
});

/** @param {Language} language @param {Settings} settings @returns {Promise<Translate>} */
export async function loadWords(language, settings) {
  /** @type {{ words: Record<string, string> }} */
  const { words } = await sources[language]();
  return translate(words, chosen(settings, language));
}

/** @type {(words: Record<string, string>, own?: Record<string, string | undefined>) => Translate} */
export const translate = (words, own = {}) => (key, values = {}) =>
  (own[key] ?? words[key] ?? '').replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** @type {(language: Language, t: Translate, clock: Clock) => Dates} */
export const createDates = (language, t, clock) => {
  /** Made when it is first wanted: a browser takes longer over one than over a whole message. @param {Intl.DateTimeFormatOptions} options */
  function formatter(options) {
    /** @type {Intl.DateTimeFormat | undefined} */
    let format;
    // Chinese sets a space between figures and characters; the browsers' own forms do not.
    return (/** @type {number} */ at) =>
      (format ??= new Intl.DateTimeFormat(language, options)).format(at).replace(/\d(?=\p{Script=Han})|\p{Script=Han}(?=\d)/gu, '$& ');
  }
  const timeOfDay = formatter({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const day = formatter({ month: 'long', day: 'numeric', weekday: 'long' });
  const dayAndYear = formatter({ dateStyle: 'long' });
  const absolute = formatter({ dateStyle: 'long', timeStyle: 'short' });

  /** @param {number} at */
  const dayOf = (at) => new Date(at).setHours(0, 0, 0, 0);

  return {
    dayOf,
    day(at) {
      const now = clock.now();
      const days = Math.round((dayOf(now) - dayOf(at)) / DAY_MS);
      if (days <= 0) return t('day.today');
      if (days === 1) return t('day.yesterday');
      return new Date(at).getFullYear() === new Date(now).getFullYear() ? day(at) : dayAndYear(at);
    },
    relative(at) {
      const age = clock.now() - at;
      // A server's clock a little ahead of ours is no reason to speak of the future.
      if (age < MINUTE_MS) return t('time.now');
      if (age < HOUR_MS) return t('time.minutes', { count: Math.floor(age / MINUTE_MS) });
      if (age < DAY_MS) return t('time.hours', { count: Math.floor(age / HOUR_MS) });
      return timeOfDay(at);
    },
    absolute,
  };
};
