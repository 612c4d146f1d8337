import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

// What sites are served: the bundle that `dotnet publish` makes.
const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const bundle = mkdtempSync(join(tmpdir(), 'kefu-bundle-'));
execFileSync(process.execPath, [path('../../src/KefuBlazor.Server/build/widget/bundle.mjs'), path('../../wwwroot-kehu'), bundle]);
const files = new Map(['kehu.js', ...readdirSync(join(bundle, 'src')).map((name) => `src/${name}`)]
  .map((name) => [name, readFileSync(join(bundle, name))]));
rmSync(bundle, { recursive: true });

const gzipped = (name) => gzipSync(files.get(name), { level: 9 }).length;
const brotlied = (name) => brotliCompressSync(files.get(name)).length;
const [chat] = [...files.keys()].filter((name) => name.startsWith('src/chat-'));
/** Of a part's words in two languages one is loaded: here the heavier. */
const heavier = (start) => [...files.keys()].filter((name) => name.startsWith(start)).sort((a, b) => gzipped(b) - gzipped(a))[0];
const words = heavier('src/words-');

/** Gates what is loaded, and says what it weighs. */
function weigh(t, names, most) {
  const sum = (one) => names.reduce((total, name) => total + one(name), 0);
  t.diagnostic(`${names.join(' + ')}: ${sum(gzipped)} bytes gzip of ${most}, ${sum(brotlied)} bytes Brotli`);
  assert.ok(sum(gzipped) <= most, `${sum(gzipped)} bytes`);
}

test('Launcher_AsPublished_WeighsAtMostFourKilobytes', (t) => weigh(t, ['kehu.js'], 4 * 1024));

test('FirstOpening_AsPublished_WeighsAtMostTwentyFiveKilobytes', (t) => weigh(t, ['kehu.js', chat, words], 25 * 1024));

test('FirstOpening_AsPublished_IsTwoRequestsAfterTheLauncher', () => {
  const imports = (name) => [...`${files.get(name)}`.matchAll(/(?:from|import)\s*["']\.\/([\w-]+\.js)["']/g)].map(([, found]) => found);
  assert.match(`${files.get('kehu.js')}`, new RegExp(chat));
  assert.deepEqual([...imports(chat), ...imports(words)], [], 'nothing is imported beside the chat and its words');
});

test('PartsLoadedOnUse_AsPublished_WeighAtMostFifteenKilobytes', (t) => {
  const parts = [...files.keys()].filter((name) => !/kehu|chat-|src\/words-/.test(name));
  assert.deepEqual(parts.map((name) => name.replace(/-\w+\.js$/, '')), [
    'src/attachment-kit', 'src/emoji', 'src/life', 'src/life-words-en', 'src/life-words-zh', 'src/sending', 'src/stream',
  ]);
  weigh(t, [...parts.filter((name) => !name.startsWith('src/life-words-')), heavier('src/life-words-')], 15 * 1024);
});

test('Bundle_Everywhere_NamesNoOtherHost', () => {
  for (const [name, content] of files) {
    const hosts = `${content}`.match(/https?:\/\/[\w.-]+/g) ?? [];
    assert.deepEqual([...new Set(hosts)].filter((host) => host !== 'http://www.w3.org'), [], name);
  }
});
