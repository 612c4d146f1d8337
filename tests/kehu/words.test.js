import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { words as enOfAttachments } from '../../wwwroot-kehu/src/attachment-words-en.js';
import { words as zhOfAttachments } from '../../wwwroot-kehu/src/attachment-words-zh.js';
import { createDates, loadWords } from '../../wwwroot-kehu/src/i18n.js';
import { words as enOfChat } from '../../wwwroot-kehu/src/words-en.js';
import { words as zhOfChat } from '../../wwwroot-kehu/src/words-zh.js';
import { createClock } from './fakes.js';

/** What is loaded with the chat, and what comes with its parts. */
const en = { ...enOfChat, ...enOfAttachments };
const zh = { ...zhOfChat, ...zhOfAttachments };
const source = new URL('../../wwwroot-kehu/src/', import.meta.url);
const holes = (text) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

test('Words_BothLanguages_HaveTheSameKeysInTheSameOrder', () => {
  assert.deepEqual(Object.keys(zh), Object.keys(en));
});

test('Words_EachKey_HasTheSameHolesInBothLanguages', () => {
  for (const key of Object.keys(zh)) assert.deepEqual(holes(zh[key]), holes(en[key]), key);
});

test('Words_Chinese_KeepsTheHouseStyle', () => {
  for (const [key, text] of Object.entries(zh)) {
    if (key.startsWith('header.language')) continue;
    assert.doesNotMatch(text, /你|[!！]/, key);
    assert.doesNotMatch(text, /\p{Script=Han}[,.?:;]/u, `${key}: half-width punctuation`);
    assert.doesNotMatch(text, /\p{Script=Han}[\w{]|[\w}]\p{Script=Han}/u, `${key}: no space`);
  }
});

test('Words_EveryKeyThatTheCodeNames_Exists', () => {
  for (const file of readdirSync(source).filter((name) => name.endsWith('.js'))) {
    const text = readFileSync(new URL(file, source), 'utf8');
    for (const [, key] of text.matchAll(/['"]((?:header|log|queue|state|failed|composer|bar|time|day|tray|bubble|voice|viewer)\.\w+)['"]/g)) {
      assert.ok(key in zh, `${file}: ${key}`);
    }
  }
});

test('LifeWords_BothLanguages_HaveTheKeysThatItsViewsName', async () => {
  const { words: zhLife } = await import('../../wwwroot-kehu/src/life-words-zh.js');
  const { words: enLife } = await import('../../wwwroot-kehu/src/life-words-en.js');
  assert.deepEqual(Object.keys(enLife), Object.keys(zhLife));
  for (const file of ['life.js', 'form-view.js', 'rating-view.js']) {
    for (const [, key] of readFileSync(new URL(file, source), 'utf8').matchAll(/\bt\('(\w+)'/g)) assert.ok(key in zhLife, `${file}: ${key}`);
  }
});

test('Words_ThatAnOperatorChose_ComeBeforeTheWidgetsOwn', async () => {
  const own = { 'zh-CN': '山间茶舍', en: 'Hillside Tea' };
  for (const language of ['zh-CN', 'en']) {
    const t = await loadWords(language, { team: own });
    assert.equal(t('header.team'), own[language]);
    assert.notEqual(t('log.greeting'), '');
  }
});

test('Views_AnyText_ComesFromTheWords', () => {
  for (const file of readdirSync(source).filter((name) => name.endsWith('.js') && !name.includes('words-'))) {
    const code = readFileSync(new URL(file, source), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*/g, '').replaceAll(/\[\^[^\]]*\]/g, '');
    assert.doesNotMatch(code, /\p{Script=Han}/u, file);
    assert.doesNotMatch(code, /innerHTML|outerHTML|insertAdjacentHTML|document\.write/, file);
    if (file !== 'colors.js') assert.doesNotMatch(code, /#[0-9a-f]{3,8}\b|rgba?\(/i, `${file} names a colour`);
  }
});

for (const [language, expected] of Object.entries({
  'zh-CN': ['刚刚', '3 分钟前', '5 小时前', '昨天', '1 月 11 日星期日', '2025 年 12 月 31 日'],
  en: ['Just now', '3 min ago', '5 h ago', 'Yesterday', 'Sunday, January 11', 'December 31, 2025'],
})) {
  test(`Dates_In_${language}_ReadAsTheHouseWritesThem`, async () => {
    const clock = createClock(new Date(2026, 0, 18, 12).getTime());
    const t = await loadWords(language, {});
    const dates = createDates(language, t, clock);
    const minutes = (count) => clock.now() - count * 60_000;
    assert.deepEqual([
      dates.relative(clock.now() + 5000), dates.relative(minutes(3)), dates.relative(minutes(300)),
      dates.day(minutes(24 * 60)), dates.day(new Date(2026, 0, 11, 8).getTime()), dates.day(new Date(2025, 11, 31).getTime()),
    ], expected);
    assert.match(dates.relative(new Date(2026, 0, 11, 8, 5).getTime()), /^08:05$/);
  });
}
