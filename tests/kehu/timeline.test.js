import assert from 'node:assert/strict';
import test from 'node:test';
import { createTimeline } from '../../wwwroot-kehu/src/timeline.js';
import { createClock, message } from './fakes.js';

/** A timeline whose requests for history are collected. */
function open({ lastSeq = 0, linked = true } = {}) {
  const clock = createClock();
  const asked = [];
  const link = { up: linked };
  const timeline = createTimeline({
    id: 'c1',
    lastSeq,
    clock,
    ask: (range) => (link.up ? `h${asked.push(range)}` : ''),
    onChange() {},
  });
  const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => message(from + i));
  return {
    timeline, clock, asked, link,
    seqs: () => timeline.messages().map(({ seq }) => seq),
    add: (...seqs) => seqs.forEach((seq) => timeline.add(message(seq))),
    answer: (from, to, hasMore = false, ref = `h${asked.length}`) =>
      timeline.answered({ type: 'history', conversation_id: 'c1', ref, messages: range(from, to), has_more: hasMore }),
  };
}

test('Add_OutOfOrder_ShowsInRisingSeqAndMovesTheWatermarkOverTheClosedGap', () => {
  const { timeline, add, seqs } = open();
  add(1, 3, 2);
  assert.deepEqual(seqs(), [1, 2, 3]);
  assert.equal(timeline.watermark(), 3);
});

test('Add_Twice_IsShownOnce', () => {
  const { add, seqs } = open();
  add(1, 1);
  assert.deepEqual(seqs(), [1]);
});

test('Add_BeyondAGap_LeavesTheWatermarkBelowIt', () => {
  const { timeline, add } = open();
  add(1, 5);
  assert.equal(timeline.watermark(), 1);
  assert.equal(timeline.complete(), false);
});

test('Gap_OpenForASecond_IsAskedForAfterTheWatermark', async () => {
  const { clock, asked, add } = open();
  add(1, 3);
  await clock.advance(999);
  assert.deepEqual(asked, []);
  await clock.advance(1);
  assert.deepEqual(asked, [{ after_seq: 1, limit: 100 }]);
});

test('Gap_ClosedWithinASecond_IsNotAskedFor', async () => {
  const { clock, asked, add } = open();
  add(1, 3);
  await clock.advance(500);
  add(2);
  await clock.advance(5000);
  assert.deepEqual(asked, []);
});

test('Reach_LaterMessagesAnnouncedButNotSeen_AreAskedForAfterASecond', async () => {
  const { timeline, clock, asked } = open();
  timeline.reach(2);
  await clock.advance(1000);
  assert.deepEqual(asked, [{ after_seq: 0, limit: 100 }]);
});

test('Connected_LastSeqAboveTheWatermark_AsksAtOnce', () => {
  const { timeline, asked, add } = open();
  add(1, 2);
  timeline.disconnected();
  timeline.connected(7);
  assert.deepEqual(asked, [{ after_seq: 2, limit: 100 }]);
});

test('Connected_NothingMissed_AsksNothing', () => {
  const { timeline, asked, add } = open();
  add(1, 2);
  timeline.disconnected();
  timeline.connected(2);
  assert.deepEqual(asked, []);
});

test('Connected_WhileAnAnswerWasAwaited_AsksAgainOnTheNewLink', () => {
  const { timeline, asked } = open();
  timeline.connected(5);
  timeline.disconnected();
  timeline.connected(5);
  assert.equal(asked.length, 2);
});

test('CatchUp_MoreThanAPage_GoesOnUntilNothingIsMissing', () => {
  const { timeline, asked, answer, seqs } = open();
  timeline.connected(250);
  answer(1, 100, true);
  answer(101, 200, true);
  answer(201, 250);
  assert.deepEqual(asked.map(({ after_seq }) => after_seq), [0, 100, 200]);
  assert.equal(seqs().length, 250);
  assert.equal(timeline.complete(), true);
});

test('CatchUp_LiveMessagesMeanwhile_AreKeptAndNothingIsDoubled', () => {
  const { timeline, add, answer, seqs } = open();
  timeline.connected(3);
  add(4);
  answer(1, 4);
  assert.deepEqual(seqs(), [1, 2, 3, 4]);
});

test('CatchUp_AnswerBringsNothing_IsAskedAgainLaterAndLater', async () => {
  const { timeline, clock, asked, answer } = open();
  timeline.connected(3);
  answer(1, 0);
  assert.equal(asked.length, 1);
  await clock.advance(2000);
  assert.equal(asked.length, 2);
  answer(1, 0);
  await clock.advance(3999);
  assert.equal(asked.length, 2);
  await clock.advance(1);
  assert.equal(asked.length, 3);
});

test('CatchUp_NoAnswerForTenSeconds_IsAskedAgainAndALateAnswerStillCounts', async () => {
  const { timeline, clock, asked, answer, seqs } = open();
  timeline.connected(2);
  await clock.advance(10_000);
  assert.equal(asked.length, 2);
  answer(1, 2, false, 'h1');
  assert.deepEqual(seqs(), [1, 2]);
});

test('CatchUp_Refused_WaitsAsLongAsAsked', async () => {
  const { timeline, clock, asked } = open();
  timeline.connected(2);
  timeline.refused({ ref: 'h1', code: 'rate_limited', retry_after_ms: 5000 });
  await clock.advance(4999);
  assert.equal(asked.length, 1);
  await clock.advance(1);
  assert.equal(asked.length, 2);
});

test('FirstLook_LongConversation_LoadsItsEndAndOlderOnesOnlyOnWish', () => {
  const { timeline, asked, answer, seqs } = open({ lastSeq: 200 });
  timeline.connected(200);
  assert.deepEqual(asked[0], { after_seq: 150, limit: 100 });
  answer(151, 200);
  assert.equal(timeline.complete(), true);
  timeline.loadOlder();
  timeline.loadOlder();
  assert.deepEqual(asked.slice(1), [{ before_seq: 151, limit: 50 }]);
  answer(101, 150, true);
  assert.equal(seqs()[0], 101);
  assert.equal(timeline.watermark(), 200);
  assert.equal(timeline.hasOlder(), true);
});

test('LoadOlder_FirstMessageReached_ThereIsNothingOlder', () => {
  const { timeline, answer } = open({ lastSeq: 60 });
  timeline.connected(60);
  answer(11, 60);
  timeline.loadOlder();
  answer(1, 10);
  assert.equal(timeline.hasOlder(), false);
});

test('Answer_OfAnotherConversation_IsNotMerged', () => {
  const { timeline, seqs } = open();
  timeline.answered({ type: 'history', conversation_id: 'c2', messages: [message(1, { conversation_id: 'c2' })], has_more: false });
  assert.deepEqual(seqs(), []);
});
