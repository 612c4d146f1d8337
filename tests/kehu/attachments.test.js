import assert from 'node:assert/strict';
import test from 'node:test';
import { sizeOf } from '../../wwwroot-kehu/src/attachments.js';
import { createDates, loadWords } from '../../wwwroot-kehu/src/i18n.js';
import { buildLines } from '../../wwwroot-kehu/src/lines.js';
import { sizeText, timeText } from '../../wwwroot-kehu/src/measures.js';
import { createModel } from '../../wwwroot-kehu/src/model.js';
import { named, scaled, tellsMore, typeOf } from '../../wwwroot-kehu/src/prepare.js';
import { loudness } from '../../wwwroot-kehu/src/recorder.js';
import { outcomeOf } from '../../wwwroot-kehu/src/uploading.js';
import { createStore } from '../../wwwroot-kehu/src/browser.js';
import { conversation, createArea, createClock, message, settle, welcome } from './fakes.js';

const stored = { url: '/api/messages/files/1', filename: 'a.png', content_type: 'image/png', size: 9, width: 4, height: 3 };
const bytes = (text) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

test('Size_OfAPicture_IsKnownFromItsMeasuresAndBounded', () => {
  assert.deepEqual(sizeOf({ type: 'image', width: 1600, height: 1200 }), [240, 180]);
  assert.deepEqual(sizeOf({ type: 'image', width: 900, height: 1600 }), [158, 280]);
  assert.deepEqual(sizeOf({ type: 'image', width: 10, height: 10 }), [96, 64]);
  assert.deepEqual(sizeOf({ type: 'video' }), [240, 180]);
});

test('Scaled_LargePicture_FitsAndKeepsItsShape', () => {
  assert.deepEqual(scaled(4000, 3000), [1600, 1200]);
  assert.deepEqual(scaled(3000, 9000), [533, 1600]);
  assert.deepEqual(scaled(1600, 10), [1600, 10]);
  assert.deepEqual(scaled(9000, 1), [1600, 1]);
});

test('TellsMore_CamerasData_IsSeenInEveryFormat', () => {
  for (const told of ['\xff\xd8\xff\xe1\0\x10Exif\0\0MM', 'PNG…eXIf', 'RIFF…WEBPVP8X…EXIF', 'http://ns.adobe.com/xap/1.0/']) {
    assert.equal(tellsMore(bytes(told)), true, told);
  }
  assert.equal(tellsMore(bytes('\xff\xd8\xff\xe0\0\x10JFIF')), false);
});

test('Type_ByContent_IsWhatCanBeShown', () => {
  assert.deepEqual(['image/png', 'image/jpeg', 'image/svg+xml', 'image/heic', 'video/mp4', 'video/quicktime', 'application/pdf', ''].map(typeOf),
    ['image', 'image', 'file', 'file', 'video', 'file', 'file', 'file']);
});

test('Named_ByItsContent_HasTheEndingOfIt', () => {
  assert.deepEqual([named('IMG_1.HEIC', 'image/jpeg'), named('图片', 'image/png'), named('a.jfif', 'image/jpeg'), named('a.JPEG', 'image/jpeg'), named('a.png', 'image/png')],
    ['IMG_1.jpg', '图片.png', 'a.jpg', 'a.JPEG', 'a.png']);
});

test('Measures_Read_AsPeopleWriteThem', () => {
  assert.deepEqual([0, 2048, 1_048_576, 10 * 1_048_576, 1_500_000].map(sizeText), ['1 KB', '2 KB', '1 MB', '10 MB', '1.4 MB']);
  assert.deepEqual([0, 999, 65_000, 600_000].map(timeText), ['0:00', '0:00', '1:05', '10:00']);
});

test('Loudness_OfSilenceAndNoise_IsBetweenNoneAndAll', () => {
  assert.equal(loudness(new Uint8Array(64).fill(128)), 0);
  assert.equal(loudness(new Uint8Array(64).map((_, i) => (i % 2 ? 255 : 0))), 1);
});

test('Outcome_OfAnUpload_IsAFileARefusalOrAnotherTry', () => {
  const of = (status, body = null, retryAfter = null) => outcomeOf({ status, body, retryAfter });
  assert.deepEqual(of(201, stored), { file: stored });
  assert.deepEqual([413, 415, 507].map((status) => of(status).error), ['too_large', 'unsupported', 'storage_full']);
  assert.deepEqual([of(0), of(401), of(503), of(201, {})], [{}, {}, {}, {}]);
  assert.deepEqual(of(429, null, '7'), { retryAfterMs: 7000 });
});

test('Lines_WithAttachments_ShowThemAndHowFarTheyAre', async () => {
  const t = await loadWords('en', {});
  const dates = createDates('en', t, createClock());
  const entry = { client_id: 'id9', type: 'file', file: { filename: 'b.pdf', size: 5 }, queued_at: Date.parse('2026-01-18T09:00:00Z'), status: 'sending' };
  const [, one, other, text] = buildLines({
    messages: [message(1, { type: 'image', content: undefined, ...stored }), message(2, { type: 'dance', url: '/x', content: undefined })],
    entries: [entry], conversation: conversation(), progress: () => 0.5,
  }, dates, t);
  assert.deepEqual([one.attachment.type, one.text], ['image', 'a.png']);
  assert.deepEqual([other.attachment, other.text], [undefined, t('log.unsupported')]);
  assert.deepEqual([text.attachment.type, text.text, text.progress], ['file', 'b.pdf', 0.5]);
});

test('Ack_OfAnAttachment_LeavesItInTheLogAsItWasUploaded', async () => {
  const sent = [];
  const area = createArea();
  const model = createModel({
    store: createStore('default', () => area), clock: createClock(), tab: 'a', newId: () => 'id1', isReading: () => false, onChange() {},
    link: { send: (frame) => sent.push(frame) > 0, probe() {} },
    files: { upload: async () => ({ file: stored }), forget() {} },
  });
  model.receive(welcome({ conversation: conversation(), max_upload_bytes: 1000 }));
  model.outbox.attach('p1', 'image', { filename: 'a.png', content_type: 'image/png', size: 9 });
  await settle();
  assert.deepEqual(sent.filter(({ type }) => type === 'image'), [{ type: 'image', client_id: 'p1', url: stored.url }]);
  model.receive({ type: 'ack', client_id: 'p1', id: 'm1', conversation_id: 'c1', seq: 1, timestamp: '2026-01-18T09:00:00Z' });
  const [shown] = model.messages();
  assert.deepEqual([shown.type, shown.url, shown.width, shown.from_type], ['image', stored.url, 4, 'kehu']);
  assert.deepEqual([model.outbox.list(), model.maxUploadBytes()], [[], 1000]);
});
