import assert from 'node:assert/strict';
import test from 'node:test';
import { drawPicture, readPicture } from '../../wwwroot-kehu/src/pictures.js';
import { prepare } from '../../wwwroot-kehu/src/prepare.js';

const CAMERA = '\xff\xd8\xff\xe1\0\x10Exif\0\0MM';
const photo = (type = 'image/jpeg', content = CAMERA) =>
  new File([Uint8Array.from(content, (letter) => letter.charCodeAt(0))], 'IMG_1.jpg', { type });

/** A browser: what reads pictures in it, whether a canvas gives its bytes, and what was drawn. */
function browser(t, { bitmap, image = false, draws = true } = {}) {
  const drawn = [];
  const before = { ...globalThis };
  const fakes = {
    createImageBitmap: bitmap,
    Image: class {
      width = 3200;
      height = 1600;
      set src(url) {
        assert.match(url, /^blob:/);
        queueMicrotask(() => (image ? this.onload() : this.onerror()));
      }
    },
    document: {
      createElement: () => ({
        getContext: () => draws && { drawImage: (...what) => drawn.push(what) },
        toBlob: (done, type) => done(new Blob(['drawn'], { type })),
      }),
    },
  };
  Object.assign(globalThis, fakes);
  t.after(() => {
    for (const name of Object.keys(fakes)) {
      if (name in before) globalThis[name] = before[name];
      else delete globalThis[name];
    }
  });
  return drawn;
}

const refuses = () => Promise.reject(new DOMException('The source image could not be decoded.', 'InvalidStateError'));

for (const [name, bitmap] of [['Missing', undefined], ['Fails', refuses]]) {
  test(`Prepare_ABitmapThat${name}_DrawsWhatAnElementReads`, async (t) => {
    const drawn = browser(t, { bitmap, image: true });
    const { blob, type, width, height, canvas } = await prepare(photo(), readPicture);
    assert.deepEqual([type, blob.type, await blob.text(), width, height], ['image', 'image/jpeg', 'drawn', 1600, 800]);
    assert.deepEqual([drawn[0].slice(1), canvas.width], [[0, 0, 1600, 800], 1600]);
  });
}

test('Prepare_ABitmap_IsTakenWithoutAnElement', async (t) => {
  browser(t, { bitmap: async () => ({ width: 40, height: 30 }) });
  const { type, width, height } = await prepare(photo(), readPicture);
  assert.deepEqual([type, width, height], ['image', 40, 30]);
});

test('Prepare_NothingReadsIt_GoesAsItIs', async (t) => {
  browser(t, { bitmap: refuses });
  const heic = photo('image/heic');
  assert.deepEqual(await prepare(heic, readPicture), { blob: heic, type: 'file', filename: 'IMG_1.jpg' });
  const jpeg = photo();
  assert.deepEqual(await prepare(jpeg, readPicture), { blob: jpeg, type: 'file', filename: 'IMG_1.jpg' });
});

test('Prepare_NothingDrawsIt_GoesAsItIs', async (t) => {
  browser(t, { image: true, draws: false });
  const jpeg = photo();
  assert.deepEqual(await prepare(jpeg, readPicture), { blob: jpeg, type: 'image', filename: 'IMG_1.jpg' });
});

test('Prepare_NoPicture_IsNotRead', async (t) => {
  browser(t, { bitmap: () => assert.fail('read') });
  assert.equal((await prepare(photo('application/pdf', '%PDF'), readPicture)).type, 'file');
  assert.equal((await prepare(photo('image/svg+xml', '<svg/>'), readPicture)).type, 'file');
});

test('DrawPicture_WithoutABitmapAndWithoutBytes_IsAnElementsOrNothing', async (t) => {
  const drawn = browser(t, { image: true });
  const canvas = await drawPicture(photo());
  assert.deepEqual([canvas.width, canvas.height, drawn.length], [3200, 1600, 1]);
  assert.equal(await drawPicture(undefined), null);
});
