import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { gzipSync } from 'node:zlib';

const root = new URL('../../wwwroot-kehu/', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const gzipped = (path) => gzipSync(read(path), { level: 9 }).length;

/** A module and all that it imports. Of the two languages one is loaded: here the heavier. */
function closure(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, name] of read(path).matchAll(/^import [^;]*from '\.\/([\w-]+\.js)';$/gm)) closure(`src/${name}`, found);
  return found;
}

test('Launcher_AsEmbedded_WeighsAtMostFourKilobytes', () => {
  assert.ok(gzipped('kehu.js') <= 4 * 1024, `${gzipped('kehu.js')} bytes`);
});

test('FirstOpening_AllItLoads_WeighsAtMostTwentyFiveKilobytes', () => {
  const modules = [...closure('src/chat.js')];
  assert.ok(modules.length > 10, 'the imports were found');
  const words = Math.max(gzipped('src/words-zh.js'), gzipped('src/words-en.js'));
  const total = [...modules, 'kehu.js'].reduce((sum, path) => sum + gzipped(path), words);
  assert.ok(total <= 25 * 1024, `${total} bytes`);
});
