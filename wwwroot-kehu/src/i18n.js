/** @import { Language, Translate } from './types.js' */

/** Only the language in use is loaded. @type {Record<Language, () => Promise<{ words: Record<string, string> }>>} */
const sources = {
  'zh-CN': () => import('./words-zh.js'),
  en: () => import('./words-en.js'),
};

/**
 * @param {Language} language
 * @returns {Promise<Translate>}
 */
export async function loadWords(language) {
  const { words } = await sources[language]();
  return (key, values = {}) =>
    (words[key] ?? '').replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/** @param {Language} language @returns {Language} */
export const otherLanguage = (language) => (language === 'en' ? 'zh-CN' : 'en');
