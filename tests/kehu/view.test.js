import assert from 'node:assert/strict';
import test from 'node:test';
import { isSendKey } from '../../wwwroot-kehu/src/composer.js';
import { initial } from '../../wwwroot-kehu/src/header-view.js';
import { createDates, loadWords } from '../../wwwroot-kehu/src/i18n.js';
import { buildLines } from '../../wwwroot-kehu/src/lines.js';
import { conversation, createClock, message } from './fakes.js';

const clock = createClock(new Date(2026, 0, 18, 12).getTime());
const t = await loadWords('en', {});
const dates = createDates('en', t, clock);
const at = (minutes) => new Date(clock.now() + minutes * 60_000).toISOString();
const own = (seq, more) => message(seq, { from_type: 'kehu', client_id: `id${seq}`, timestamp: at(0), ...more });
const entry = (more) => ({ client_id: 'id9', content: 'on its way', queued_at: clock.now(), status: 'sending', tab: 'a', lease: 0, ...more });
const lines = (messages, entries = [], state = conversation()) =>
  buildLines({ messages, entries, conversation: state }, dates, t).filter(({ kind }) => kind !== 'day');

const key = { key: 'Enter', shiftKey: false, ctrlKey: false, metaKey: false, isComposing: false, keyCode: 13 };

test('SendKey_Enter_Sends', () => assert.equal(isSendKey(key), true));
test('SendKey_ShiftEnter_IsANewLine', () => assert.equal(isSendKey({ ...key, shiftKey: true }), false));
test('SendKey_EnterInAnInputMethod_TakesTheCandidate', () => assert.equal(isSendKey({ ...key, isComposing: true }), false));
test('SendKey_EnterThatClosedAnInputMethod_TakesTheCandidate', () => assert.equal(isSendKey({ ...key, keyCode: 229 }), false));

test('SendKey_WhereControlSends_EnterAloneIsANewLine', () => {
  assert.equal(isSendKey(key, true), false);
  assert.equal(isSendKey({ ...key, ctrlKey: true }, true), true);
  assert.equal(isSendKey({ ...key, metaKey: true }, true), true);
  assert.equal(isSendKey({ ...key, ctrlKey: true, isComposing: true }, true), false);
});

test('Initial_OfAName_IsItsTellingCharacter', () => {
  assert.deepEqual(['客服小王', 'anna', '😀', ''].map(initial), ['王', 'A', '😀', '']);
});

test('Lines_WithinThreeMinutes_AreOneGroup', () => {
  const [a, b, c] = lines([own(1), own(2, { timestamp: at(2) }), own(3, { timestamp: at(5) })]);
  assert.deepEqual([a.first, a.last, b.first, b.last, c.first, c.last], [true, false, false, true, true, true]);
});

test('Lines_OfTwoPeople_AreTwoGroups', () => {
  const [a, b] = lines([own(1), message(2, { timestamp: at(0) })]);
  assert.deepEqual([a.last, b.first], [true, true]);
});

test('Lines_EachDay_HasOneLineAboveIt', () => {
  const all = buildLines({
    messages: [own(1, { timestamp: at(-24 * 60) }), own(2), own(3)], entries: [], conversation: conversation(),
  }, dates, t);
  assert.deepEqual(all.map(({ kind, text }) => (kind === 'day' ? text : kind)), ['Yesterday', 'message', 'Today', 'message', 'message']);
});

test('Lines_OwnMessages_ShowHowFarTheyCame', () => {
  const state = conversation({ delivered: { kehu: 0, kefu: 2 }, read: { kehu: 0, kefu: 1 } });
  assert.deepEqual(lines([own(1), own(2), own(3)], [entry()], state).map((line) => line.state), ['read', 'delivered', 'sent', 'sending']);
});

test('Lines_AFileThatCannotBeTaken_IsNotOfferedAgain', () => {
  const file = (error) => entry({ status: 'failed', error, file: { filename: 'a.exe', size: 1 } });
  const retries = [file('unsupported'), file('unavailable'), entry({ status: 'failed', error: 'too_large' })].map((failed) => lines([], [failed])[0].canRetry);
  assert.deepEqual(retries, [false, true, true]);
});

test('Lines_OfAnEarlierConversation_ClaimNoState', () => {
  assert.deepEqual(lines([own(1, { conversation_id: 'c0' }), own(2)]).map((line) => line.state), [undefined, 'sent']);
});

test('Lines_EntryThatIsStoredAlready_IsShownOnce', () => {
  assert.equal(lines([own(9)], [entry()]).length, 1);
});

test('Lines_FailedEntry_EndsItsGroupSoThatItsErrorShows', () => {
  const [failed, next] = lines([], [entry({ status: 'failed', error: 'unavailable' }), entry({ client_id: 'id10' })]);
  assert.deepEqual([failed.last, failed.error, next.first], [true, 'unavailable', true]);
});
