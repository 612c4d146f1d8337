import assert from 'node:assert/strict';
import test from 'node:test';
import { createMarks, createTypingIndicator, createTypingSender } from '../../wwwroot-kehu/src/signals.js';
import { createClock } from './fakes.js';

/** Collects what is sent, as words like `read 3`. */
function createLink() {
  const sent = [];
  const link = { up: true };
  const send = ({ type, seq, active }) => link.up && sent.push(`${type} ${seq ?? active}`) > 0;
  return { sent, link, send };
}

test('Marks_ManyInOneSecond_AreToldOnceASecondWithTheHighest', async () => {
  const clock = createClock();
  const { sent, send } = createLink();
  const marks = createMarks({ clock, send });
  for (let seq = 1; seq <= 5; seq++) marks.delivered(seq);
  assert.deepEqual(sent, ['delivered 1']);
  await clock.advance(999);
  assert.equal(sent.length, 1);
  await clock.advance(1);
  assert.deepEqual(sent, ['delivered 1', 'delivered 5']);
});

test('Marks_LowerSeq_IsNeverTold', async () => {
  const clock = createClock();
  const { sent, send } = createLink();
  const marks = createMarks({ clock, send });
  marks.read(5);
  marks.read(9);
  marks.read(3);
  marks.delivered(4);
  await clock.advance(5000);
  assert.deepEqual(sent, ['read 5', 'read 9']);
});

test('Marks_Read_ImpliesDelivered', async () => {
  const clock = createClock();
  const { sent, send } = createLink();
  const marks = createMarks({ clock, send });
  marks.read(5);
  marks.delivered(5);
  await clock.advance(5000);
  assert.deepEqual(sent, ['read 5']);
});

test('Marks_RaisedWithoutALink_AreToldOnResume', async () => {
  const clock = createClock();
  const { sent, link, send } = createLink();
  const marks = createMarks({ clock, send });
  link.up = false;
  marks.read(7);
  link.up = true;
  marks.resume(2, 2);
  assert.deepEqual(sent, ['read 7']);
});

test('Marks_ServerHasThemAlready_AreNotToldAgain', async () => {
  const clock = createClock();
  const { sent, send } = createLink();
  const marks = createMarks({ clock, send });
  marks.resume(7, 7);
  marks.read(7);
  await clock.advance(5000);
  assert.deepEqual(sent, []);
});

test('Marks_AnotherConversation_CountsFromZero', async () => {
  const clock = createClock();
  const { sent, send } = createLink();
  const marks = createMarks({ clock, send });
  marks.read(7);
  await clock.advance(1000);
  marks.reset();
  marks.read(1);
  assert.deepEqual(sent, ['read 7', 'read 1']);
});

test('Typing_KeysWithoutPause_IsToldEveryThreeSeconds', async () => {
  const clock = createClock();
  const { sent, send } = createLink();
  const typing = createTypingSender({ clock, send });
  for (let i = 0; i < 70; i++) {
    typing.typed('x');
    await clock.advance(100);
  }
  assert.deepEqual(sent, ['typing true', 'typing true', 'typing true']);
});

test('Typing_TextEmptied_IsTakenBack', async () => {
  const clock = createClock();
  const { sent, send } = createLink();
  const typing = createTypingSender({ clock, send });
  typing.typed('x');
  typing.ended();
  typing.ended();
  assert.deepEqual(sent, ['typing true', 'typing false']);
});

test('Typing_Previewed_IsToldEverySecondWithTheLastText', async () => {
  const clock = createClock();
  const told = [];
  const typing = createTypingSender({ clock, preview: true, send: ({ content }) => told.push(content) > 0 });
  for (const text of ['w', 'wh', 'wha', 'what']) {
    typing.typed(text);
    await clock.advance(300);
  }
  await clock.advance(5000);
  assert.deepEqual(told, ['w', 'what']);
});

test('Typing_PreviewedAndSent_IsNotToldAfterwards', async () => {
  const clock = createClock();
  const told = [];
  const typing = createTypingSender({ clock, preview: true, send: ({ content }) => told.push(content) > 0 });
  typing.typed('w');
  typing.typed('what');
  typing.sent();
  await clock.advance(5000);
  assert.deepEqual(told, ['w']);
});

test('Typing_NotPreviewed_NeverSaysTheText', () => {
  const told = [];
  createTypingSender({ clock: createClock(), send: (frame) => told.push(frame) > 0 }).typed('secret');
  assert.deepEqual(told, [{ type: 'typing', active: true }]);
});

test('Typing_MessageSent_NextKeyIsToldAtOnce', () => {
  const clock = createClock();
  const { sent, send } = createLink();
  const typing = createTypingSender({ clock, send });
  typing.typed('x');
  typing.sent();
  typing.typed('x');
  assert.deepEqual(sent, ['typing true', 'typing true']);
});

test('Indicator_NotRepeated_IsVoidAfterSixSeconds', async () => {
  const clock = createClock();
  const typing = createTypingIndicator({ clock, onChange() {} });
  typing.hear(true);
  await clock.advance(5999);
  assert.equal(typing.active(), true);
  await clock.advance(1);
  assert.equal(typing.active(), false);
});

test('Indicator_Repeated_StaysOnAndChangesOnce', async () => {
  const clock = createClock();
  let changes = 0;
  const typing = createTypingIndicator({ clock, onChange: () => changes++ });
  typing.hear(true);
  await clock.advance(3000);
  typing.hear(true);
  await clock.advance(5000);
  assert.equal(typing.active(), true);
  assert.equal(changes, 1);
});
