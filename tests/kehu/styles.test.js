import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../wwwroot-kehu/', import.meta.url));
const read = (name) => readFileSync(folder + name, 'utf8');
const scripts = ['kehu.js', ...readdirSync(`${folder}src`).filter((name) => name.endsWith('.js')).map((name) => `src/${name}`)].map(read).join('\n');

/** The operator's, of which the chat makes tokens by their names. */
const palette = [...read('src/types/settings.d.ts').match(/type Palette = Record<([^>]+), string>/)[1].matchAll(/'(\w+)'/g)]
  .map(([, name]) => `--${name.replace('_', '-')}`);

test('Tokens_ThatAStyleUses_AreThere', () => {
  const used = new Set([...scripts.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  const made = new Set([...palette, ...[...scripts.matchAll(/(--[\w-]+):/g)].map(([, name]) => name)]);
  assert.ok(used.size > 20, `${used.size} were found`);
  assert.deepEqual([...used].filter((name) => !made.has(name)), []);
});
