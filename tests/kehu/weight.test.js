import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const root = new URL('../../wwwroot-kehu/', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const gzipped = (path) => gzipSync(read(path), { level: 9 }).length;
const brotlied = (path) => brotliCompressSync(read(path)).length;

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

/** The launcher and all that a first opening loads after it, in bytes. */
function firstOpening(weigh) {
  const modules = [...closure('src/chat.js')];
  assert.ok(modules.length > 10, 'the imports were found');
  const words = Math.max(weigh('src/words-zh.js'), weigh('src/words-en.js'));
  return [...modules, 'kehu.js'].reduce((sum, path) => sum + weigh(path), words);
}

test('FirstOpening_AsBrotli_WeighsAtMostTwentyFiveKilobytes', () => {
  const total = firstOpening(brotlied);
  assert.ok(total <= 25 * 1024, `${total} bytes`);
});

// Sources go out as they are written, comments and all; this keeps them from growing unseen where Brotli is not served.
test('FirstOpening_AsGzip_WeighsAtMostTwentyEightKilobytes', () => {
  const total = firstOpening(gzipped);
  assert.ok(total <= 28 * 1024, `${total} bytes`);
});
