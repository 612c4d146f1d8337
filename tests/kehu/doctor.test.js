import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { words } from '../../wwwroot-kehu/doctor/words.js';

const text = (file) => readFileSync(new URL(`../../wwwroot-kehu/doctor/${file}`, import.meta.url), 'utf8');
const holes = (words) => [...words.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();

test('Doctor_BothLanguages_SayTheSame', () => {
  assert.deepEqual(Object.keys(words.en), Object.keys(words['zh-CN']));
  for (const key of Object.keys(words.en)) {
    assert.deepEqual([...new Set(holes(words.en[key]))], [...new Set(holes(words['zh-CN'][key]))], key);
  }
});

test('Doctor_Chinese_KeepsTheHouseStyle', () => {
  for (const [key, said] of Object.entries(words['zh-CN'])) {
    assert.doesNotMatch(said, /你|[!！](?!doctype)/, key);
    assert.doesNotMatch(said, /\p{Script=Han}[,.?:;]/u, key);
    assert.doesNotMatch(said, /\p{Script=Han}[\w{]|[\w}]\p{Script=Han}/u, key);
  }
});

test('Doctor_EveryLook_HasWordsForWhatItMayFind', () => {
  const looks = [...text('examine.js').match(/const looks = \{([^}]+)\}/)[1].matchAll(/\w+/g)].map(([name]) => name);
  assert.ok(looks.length > 8);
  for (const name of [...looks, 'policy']) {
    assert.ok(words.en[name] && words.en[`${name}.good`], name);
    assert.ok(words.en[`${name}.bad`] || words.en[`${name}.warning`] || Object.keys(words.en).some((key) => key.startsWith(`${name}.bad.`)), name);
  }
});
