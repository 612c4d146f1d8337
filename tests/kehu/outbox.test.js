import assert from 'node:assert/strict';
import test from 'node:test';
import { createStore } from '../../wwwroot-kehu/src/browser.js';
import { createOutbox } from '../../wwwroot-kehu/src/outbox.js';
import { createArea, createClock, settle } from './fakes.js';

const DAY_MS = 24 * 3600 * 1000;
let ids = 0;

/** One tab's outbox. Tabs that are given the same clock and area are tabs of one browser. */
function open({ clock = createClock(), area = createArea(), tab = 'a', linked = true } = {}) {
  const sent = [];
  const probes = [];
  const link = { up: linked };
  const forgotten = [];
  const answers = new Map();
  /** Uploads, which end as a test says. */
  const uploads = {
    asked: [],
    end(id, outcome) {
      answers.get(id)(outcome);
      return settle();
    },
  };
  const outbox = createOutbox({
    store: createStore('default', () => area),
    clock,
    tab,
    newId: () => `id${++ids}`,
    send: (frame) => link.up && sent.push(frame) > 0,
    probe: () => probes.push(clock.now()),
    upload({ client_id: id }) {
      uploads.asked.push(id);
      return new Promise((done) => answers.set(id, done));
    },
    forget: (id) => forgotten.push(id),
    onChange() {},
  });
  if (linked) outbox.connected();
  return {
    outbox, clock, area, sent, probes, link, uploads, forgotten,
    contents: () => sent.map(({ content }) => content),
    states: () => outbox.list().map(({ content, status, error }) => [content, status, error]),
    ack: (i = sent.length - 1) => outbox.settle(sent[i].client_id),
    refuse: (code, more) => outbox.refuse({ type: 'error', code, client_id: sent[sent.length - 1].client_id, ...more }),
  };
}

test('Add_Linked_SendsWithoutNamingAConversation', () => {
  const tab = open();
  tab.outbox.add('hello');
  assert.deepEqual(Object.keys(tab.sent[0]).sort(), ['client_id', 'content', 'type']);
  assert.deepEqual(tab.states(), [['hello', 'sending', undefined]]);
});

test('Add_ThreeInARow_EachLeavesAfterTheAnswerToTheOneBefore', () => {
  const tab = open();
  for (const text of ['one', 'two', 'three']) tab.outbox.add(text);
  assert.deepEqual(tab.contents(), ['one']);
  tab.ack();
  assert.deepEqual(tab.contents(), ['one', 'two']);
  tab.ack();
  tab.ack();
  assert.deepEqual(tab.contents(), ['one', 'two', 'three']);
  assert.deepEqual(tab.outbox.list(), []);
});

test('Add_NoLink_IsKeptAndSentInOrderOnConnect', () => {
  const tab = open({ linked: false });
  tab.outbox.add('one');
  tab.outbox.add('two');
  tab.link.up = true;
  tab.outbox.connected();
  tab.ack();
  assert.deepEqual(tab.contents(), ['one', 'two']);
});

test('Connected_PageReloadedMeanwhile_SendsWhatTheOldPageLeftAtOnce', () => {
  const before = open({ linked: false });
  before.outbox.add('hello');
  before.outbox.release();
  const after = open({ clock: before.clock, area: before.area, tab: 'b' });
  assert.equal(after.sent[0].client_id, before.outbox.list()[0].client_id);
});

test('Connected_AnswerLostWithTheLink_SendsTheSameClientIdAgain', () => {
  const tab = open();
  tab.outbox.add('hello');
  tab.outbox.disconnected();
  tab.outbox.connected();
  assert.equal(tab.sent.length, 2);
  assert.equal(tab.sent[1].client_id, tab.sent[0].client_id);
});

test('Unanswered_TenSeconds_ProbesTheLinkAndSendsTheSameAgain', async () => {
  const tab = open();
  tab.outbox.add('hello');
  await tab.clock.advance(9999);
  assert.equal(tab.sent.length, 1);
  await tab.clock.advance(1);
  assert.equal(tab.sent[1].client_id, tab.sent[0].client_id);
  assert.equal(tab.probes.length, 1);
});

test('Send_FirstDoesNotLeave_TheSecondDoesNotOvertakeIt', () => {
  const tab = open({ linked: false });
  tab.outbox.add('one');
  tab.outbox.add('two');
  let tries = 0;
  Object.defineProperty(tab.link, 'up', { get: () => ++tries > 1 });
  tab.outbox.connected();
  assert.deepEqual(tab.sent, []);
  tab.outbox.connected();
  assert.deepEqual(tab.contents(), ['one']);
});

test('Refuse_RateLimited_WaitsAsLongAsAskedAndSendsByItself', async () => {
  const tab = open();
  tab.outbox.add('one');
  tab.outbox.add('two');
  tab.refuse('rate_limited', { retry_after_ms: 4000 });
  await tab.clock.advance(3999);
  assert.deepEqual(tab.contents(), ['one']);
  await tab.clock.advance(1);
  assert.deepEqual(tab.contents(), ['one', 'one']);
  assert.deepEqual(tab.states()[0], ['one', 'sending', undefined]);
});

test('Refuse_CustomerBecameAnother_IsSentAgainByTheNextLink', async () => {
  const tab = open();
  tab.outbox.add('one');
  tab.refuse('unauthenticated');
  tab.outbox.disconnected();
  await tab.clock.advance(2000);
  tab.outbox.connected();
  assert.deepEqual(tab.contents(), ['one', 'one']);
});

for (const code of ['unavailable', 'storage_full', 'bad_request']) {
  test(`Refuse_${code}_FailsAndTheNextOneGoesOn`, async () => {
    const tab = open();
    tab.outbox.add('one');
    tab.outbox.add('two');
    tab.refuse(code);
    assert.deepEqual(tab.states(), [['one', 'failed', code], ['two', 'sending', undefined]]);
    await tab.clock.advance(9000);
    assert.deepEqual(tab.contents(), ['one', 'two']);
  });
}

test('Retry_Failed_SendsTheSameClientIdAgain', () => {
  const tab = open();
  tab.outbox.add('hello');
  tab.refuse('unavailable');
  tab.outbox.retry(tab.sent[0].client_id);
  assert.equal(tab.sent[1].client_id, tab.sent[0].client_id);
  assert.deepEqual(tab.states(), [['hello', 'sending', undefined]]);
});

test('Refuse_Closed_TriesOnceMoreAndThenLeavesItToTheCustomer', () => {
  const tab = open();
  tab.outbox.add('hello');
  tab.refuse('closed');
  assert.equal(tab.sent.length, 2);
  tab.refuse('closed');
  assert.equal(tab.sent.length, 2);
  assert.deepEqual(tab.states(), [['hello', 'failed', 'closed']]);
});

test('Connected_OlderThanADay_IsFailedAndNotSent', async () => {
  const tab = open({ linked: false });
  tab.outbox.add('old');
  await tab.clock.advance(DAY_MS + 1);
  tab.link.up = true;
  tab.outbox.connected();
  assert.deepEqual(tab.sent, []);
  assert.deepEqual(tab.states(), [['old', 'failed', 'expired']]);
});

test('Retry_OlderThanADay_IsSentBecauseTheCustomerAsked', async () => {
  const tab = open({ linked: false });
  tab.outbox.add('old');
  await tab.clock.advance(DAY_MS + 1);
  tab.link.up = true;
  tab.outbox.connected();
  tab.outbox.retry(tab.outbox.list()[0].client_id);
  assert.deepEqual(tab.contents(), ['old']);
});

test('Tabs_BothLinked_OnlyTheOneThatTookTheMessageSendsIt', () => {
  const first = open();
  const second = open({ clock: first.clock, area: first.area, tab: 'b' });
  first.outbox.add('hello');
  second.outbox.changedElsewhere();
  assert.equal(first.sent.length, 1);
  assert.equal(second.sent.length, 0);
  assert.deepEqual(second.states(), [['hello', 'sending', undefined]]);
});

test('Tabs_FirstCrashed_SecondTakesOverWhenTheClaimRunsOut', async () => {
  const first = open({ linked: false });
  first.outbox.add('hello');
  const second = open({ clock: first.clock, area: first.area, tab: 'b' });
  await second.clock.advance(29_999);
  assert.deepEqual(second.sent, []);
  await second.clock.advance(1);
  assert.deepEqual(second.contents(), ['hello']);
});

test('Tabs_FirstIsAcked_SecondNoLongerHasIt', () => {
  const first = open();
  const second = open({ clock: first.clock, area: first.area, tab: 'b' });
  first.outbox.add('hello');
  first.ack();
  assert.deepEqual(second.outbox.list(), []);
});

test('Settle_SeenInTheHistory_IsNotSentAgain', () => {
  const tab = open({ linked: false });
  tab.outbox.add('hello');
  tab.outbox.settle(tab.outbox.list()[0].client_id);
  tab.link.up = true;
  tab.outbox.connected();
  assert.deepEqual(tab.sent, []);
});

test('Store_Forbidden_TheChatWorksFromMemory', () => {
  const tab = open({ area: { get length() { throw new Error('forbidden'); } } });
  tab.outbox.add('hello');
  assert.deepEqual(tab.contents(), ['hello']);
  tab.ack();
  assert.deepEqual(tab.outbox.list(), []);
});

test('Store_PageSpoilsArrayPrototype_EntriesAreReadAsTheyWereWritten', () => {
  Array.prototype.toJSON = () => 'spoilt';
  Array.prototype.extra = () => {};
  try {
    const tab = open();
    tab.outbox.add('hello');
    assert.deepEqual(tab.contents(), ['hello']);
  } finally {
    delete Array.prototype.toJSON;
    delete Array.prototype.extra;
  }
});

/** A picture that is to be uploaded. */
const picture = { filename: 'a.png', content_type: 'image/png', size: 9 };
const stored = { ...picture, url: '/api/messages/files/1', width: 4, height: 3 };

test('Attach_UploadUnderWay_WhatIsSentAfterItWaitsAndFollows', async () => {
  const tab = open();
  tab.outbox.attach('p1', 'image', picture);
  tab.outbox.add('after it');
  assert.deepEqual(tab.sent, []);
  await tab.uploads.end('p1', { file: stored });
  assert.deepEqual(tab.sent, [{ type: 'image', client_id: 'p1', url: stored.url }]);
  tab.ack();
  assert.deepEqual(tab.contents().slice(1), ['after it']);
  assert.deepEqual(tab.forgotten, ['p1']);
});

test('Attach_UploadUnanswered_IsTriedAgainBeforeAnythingElse', async () => {
  const tab = open();
  tab.outbox.attach('p1', 'image', picture);
  tab.outbox.add('after it');
  await tab.uploads.end('p1', {});
  assert.equal(tab.probes.length, 1);
  await tab.clock.advance(3000);
  assert.deepEqual(tab.uploads.asked, ['p1', 'p1']);
  await tab.uploads.end('p1', { file: stored });
  assert.deepEqual(tab.sent.map(({ client_id: id }) => id), ['p1']);
});

test('Attach_LinkLostAndBackDuringTheUpload_SendsOnceItIsUp', async () => {
  const tab = open();
  tab.outbox.attach('p1', 'image', picture);
  tab.outbox.disconnected();
  tab.outbox.connected();
  await tab.uploads.end('p1', { file: stored });
  assert.deepEqual(tab.uploads.asked, ['p1']);
  assert.equal(tab.sent.length, 1);
});

test('Attach_LinkLostAfterTheSend_SendsTheSameUploadUnderTheSameName', async () => {
  const tab = open();
  tab.outbox.attach('p1', 'image', picture);
  await tab.uploads.end('p1', { file: stored });
  tab.outbox.disconnected();
  tab.outbox.connected();
  assert.deepEqual(tab.uploads.asked, ['p1']);
  assert.deepEqual(tab.sent[1], tab.sent[0]);
});

test('Attach_AfterAReload_AnotherPageUploadsIt', async () => {
  const before = open();
  before.outbox.attach('p1', 'image', picture);
  before.outbox.release();
  const after = open({ clock: before.clock, area: before.area, tab: 'b' });
  await after.uploads.end('p1', { file: stored });
  assert.deepEqual(after.sent, [{ type: 'image', client_id: 'p1', url: stored.url }]);
});

test('Attach_LongUpload_NoOtherTabTakesItOver', async () => {
  const one = open();
  one.outbox.attach('p1', 'image', picture);
  const other = open({ clock: one.clock, area: one.area, tab: 'b' });
  await one.clock.advance(120_000);
  assert.deepEqual(other.uploads.asked, []);
});

test('Attach_RefusedByTheServer_FailsAndLetsTheNextGo', async () => {
  const tab = open();
  tab.outbox.attach('p1', 'image', picture);
  tab.outbox.add('after it');
  await tab.uploads.end('p1', { error: 'too_large' });
  assert.deepEqual(tab.states()[0].slice(1), ['failed', 'too_large']);
  assert.deepEqual(tab.contents(), ['after it']);
});

test('Retry_OfAFileThatWasUploadedOnce_UploadsItAgainUnderTheSameName', async () => {
  const tab = open();
  tab.outbox.attach('p1', 'image', picture);
  await tab.uploads.end('p1', { file: stored });
  tab.refuse('storage_full');
  tab.outbox.retry('p1');
  assert.deepEqual(tab.uploads.asked, ['p1', 'p1']);
  await tab.uploads.end('p1', { file: { ...stored, url: '/api/messages/files/2' } });
  assert.deepEqual(tab.sent[1], { type: 'image', client_id: 'p1', url: '/api/messages/files/2' });
});

test('Refused_UploadOfWhoBecameAnother_IsBroughtAnewOnce', async () => {
  const tab = open();
  tab.outbox.attach('p1', 'image', picture);
  await tab.uploads.end('p1', { file: stored });
  tab.refuse('not_found');
  assert.deepEqual(tab.states()[0].slice(1), ['sending', undefined]);
  assert.deepEqual(tab.uploads.asked, ['p1', 'p1']);
  await tab.uploads.end('p1', { file: { ...stored, url: '/api/messages/files/2' } });
  assert.deepEqual(tab.sent[1], { type: 'image', client_id: 'p1', url: '/api/messages/files/2' });
  tab.refuse('not_found');
  assert.deepEqual(tab.states()[0].slice(1), ['failed', 'not_found']);
  assert.deepEqual([tab.uploads.asked.length, tab.forgotten], [2, []]);
});

test('Refused_TextAsNotFound_IsNotSentAgain', () => {
  const tab = open();
  tab.outbox.add('hello');
  tab.refuse('not_found');
  assert.deepEqual(tab.states(), [['hello', 'failed', 'not_found']]);
});

test('Drop_WhileItIsUploaded_SendsNothingOfItAndGoesOn', async () => {
  const tab = open();
  tab.outbox.attach('p1', 'image', picture);
  tab.outbox.add('after it');
  tab.outbox.drop('p1');
  assert.deepEqual(tab.forgotten, ['p1']);
  await tab.uploads.end('p1', { file: stored });
  assert.deepEqual(tab.contents(), ['after it']);
  assert.deepEqual(tab.states().length, 1);
});
