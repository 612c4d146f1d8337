/** @import { Language, Translate } from './types.js' */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Chinese house style sets a space between figures and characters. @param {Language} language @param {string} text */
const spaced = (language, text) =>
  language === 'zh-CN' ? text.replace(/(\d)(?=\p{Script=Han})|(\p{Script=Han})(?=\d)/gu, '$& ') : text;

/**
 * How times read. All times are milliseconds since 1970, shown in the browser's zone.
 * @param {Language} language
 * @param {Translate} t
 */
export function createDates(language, t) {
  /** @param {Intl.DateTimeFormatOptions} options */
  const format = (options) => new Intl.DateTimeFormat(language, options);
  const clockTime = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const thisYear = format({ month: 'long', day: 'numeric', weekday: 'long' });
  const otherYear = format({ year: 'numeric', month: 'long', day: 'numeric' });
  const full = format({ dateStyle: 'long', timeStyle: 'short' });

  /** @param {number} at */
  const dayOf = (at) => new Date(at).setHours(0, 0, 0, 0);

  return {
    dayOf,
    /** @param {number} at @param {number} now @returns {string} "3 分钟前"; after a day the time of day. */
    relative(at, now) {
      // A server's clock a little ahead of ours is no reason to speak of the future.
      const age = Math.max(0, now - at);
      if (age < MINUTE_MS) return t('time.now');
      if (age < HOUR_MS) return t('time.minutes', { count: Math.floor(age / MINUTE_MS) });
      if (age < DAY_MS) return t('time.hours', { count: Math.floor(age / HOUR_MS) });
      return clockTime.format(at);
    },
    /** @param {number} at @returns {string} Date and time in full. */
    absolute: (at) => spaced(language, full.format(at)),
    /** @param {number} at @param {number} now @returns {string} The words of a day line. */
    day(at, now) {
      const days = Math.round((dayOf(now) - dayOf(at)) / DAY_MS);
      if (days <= 0) return t('day.today');
      if (days === 1) return t('day.yesterday');
      const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
      return spaced(language, (isThisYear ? thisYear : otherYear).format(at));
    },
  };
}
