import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { createStore } from '../../wwwroot-kehu/src/browser.js';
import { loadWords } from '../../wwwroot-kehu/src/i18n.js';
import { hasLeft, isAsked, isLongWait, isRateable, isReopenable, needsLife } from '../../wwwroot-kehu/src/life-gate.js';
import { createModel } from '../../wwwroot-kehu/src/model.js';
import { noteOf } from '../../wwwroot-kehu/src/note.js';
import { conversation, createArea, createClock, welcome } from './fakes.js';

const FORM = { fields: [{ key: 'email', kind: 'email', required: true }], departments: [] };
const INTAKE = { department: 'sales', form: { email: 'a@example.com' } };

/** A model and what the gate looks at. */
function open(settings = {}) {
  const clock = createClock();
  const store = createStore('default', () => area);
  const area = createArea();
  const sent = [];
  let ids = 0;
  const model = createModel({
    store, clock, tab: 'a', newId: () => `id${++ids}`, link: { send: (frame) => sent.push(frame) > 0, probe() {} }, isReading: () => false, onChange() {},
  });
  model.entered('open', 0);
  return { model, store, clock, sent, state: { model, store, settings } };
}

const at = (ms) => new Date(ms).toISOString();

test('IsAsked_AFormOfTheSite_BeforeTheFirstMessageOnly', () => {
  const { model, store, state } = open({ pre_chat: FORM });
  assert.equal(isAsked(state), false, 'not before it is known who comes');
  model.receive(welcome());
  assert.equal(isAsked(state), true);
  store.set('intake', INTAKE);
  assert.equal(isAsked(state), false);
  store.set('intake', null);
  model.receive(welcome({ conversation: conversation({ status: 'waiting' }) }));
  assert.equal(isAsked(state), false);
  assert.equal(isAsked({ ...state, settings: {} }), false);
});

test('IsAsked_WithinTheTimeOfReopening_NotAndAfterwardsAgain', () => {
  const { model, clock, state } = open({ pre_chat: FORM, reopen_within_seconds: 60 });
  const ahead = 3600_000;
  const closed = conversation({ status: 'closed', closed_at: at(clock.now() + ahead) });
  model.receive(welcome({ server_time: at(clock.now() + ahead), conversation: closed }));
  clock.sleep(59_000);
  assert.deepEqual([isReopenable(state), isAsked(state)], [true, false]);
  clock.sleep(1000);
  assert.deepEqual([isReopenable(state), isAsked(state)], [false, true]);
  assert.equal(isReopenable({ ...state, settings: {} }), false, 'not where the server never reopens');
});

test('Hidden_WhateverElseARuleSays_IsNotSeen', () => {
  // The composer is laid out by a rule of its own, and must not stand below the form all the same.
  assert.match(readFileSync(new URL('../../wwwroot-kehu/kehu.js', import.meta.url), 'utf8'), /^\[hidden\]\{display:none!important\}$/m);
});

test('Intake_Given_GoesWithTheMessageThatOpensAndNoOther', () => {
  const { model, store, sent } = open({ pre_chat: FORM });
  model.receive(welcome());
  store.set('intake', INTAKE);
  model.outbox.add('hello');
  assert.deepEqual([sent.at(-1).department, sent.at(-1).form], [INTAKE.department, INTAKE.form]);
  model.receive({ ...conversation({ status: 'waiting', last_seq: 1 }), type: 'conversation' });
  model.receive({ type: 'ack', client_id: 'id1', id: 'm1', conversation_id: 'c1', seq: 1, timestamp: at(0) });
  assert.equal(store.get('intake'), null);
  model.outbox.add('again');
  assert.deepEqual(Object.keys(sent.at(-1)).sort(), ['client_id', 'content', 'type']);
});

test('Leave_AMessage_IsAFrameOfItsOwnAndATextWhereSomebodyCame', () => {
  const { model, sent } = open();
  model.receive(welcome({ online: false }));
  model.outbox.leave('please call', { phone: '13800000000' });
  assert.deepEqual([sent.at(-1).type, sent.at(-1).phone], ['leave_message', '13800000000']);
  model.receive({ type: 'error', code: 'conflict', of: 'leave_message', client_id: 'id1' });
  assert.deepEqual([sent.at(-1).type, sent.at(-1).client_id, sent.at(-1).phone], ['text', 'id1', undefined]);
});

test('IsLongWait_ByTheServersClock_AfterTheTimeOfTheSettings', () => {
  const { model, clock, state } = open({ leave_message_after_seconds: 180 });
  const ahead = 3600_000;
  model.receive(welcome({ server_time: at(clock.now() + ahead), conversation: conversation({ status: 'waiting', opened_at: at(clock.now() + ahead - 179_000) }) }));
  assert.equal(isLongWait(state), false);
  clock.advance(1000);
  assert.equal(isLongWait(state), true);
  assert.equal(isLongWait({ ...state, settings: { leave_message_after_seconds: 0 } }), false);
});

test('NeedsLife_APlainChatWithSomebody_LoadsNothing', () => {
  const { model, state } = open();
  model.receive(welcome({ online: true }));
  assert.equal(needsLife(state), false);
  model.receive({ ...conversation({ status: 'active' }), type: 'conversation' });
  model.receive({ type: 'online', online: false });
  assert.equal(needsLife(state), false);
  model.receive({ ...conversation({ status: 'closed', version: 9 }), type: 'conversation' });
  assert.equal(needsLife(state), true);
});

test('IsAsked_WhatFailedInTheChatBefore_DoesNotStandInTheWay', () => {
  const { model, state } = open({ pre_chat: FORM });
  model.receive(welcome({ conversation: conversation({ status: 'closed' }) }));
  model.outbox.add('on its way');
  assert.equal(isAsked(state), false);
  model.receive({ type: 'error', code: 'unavailable', of: 'text', client_id: 'id1' });
  assert.equal(isAsked(state), true);
});

test('IsRateable_AfterTheEnd_OnlyWhereSomebodyHadTheChat', () => {
  const { model, state } = open();
  assert.equal(isRateable(state), false);
  model.receive(welcome({ conversation: conversation() }));
  assert.equal(isRateable(state), false, 'not before its end');
  model.receive({ ...conversation({ status: 'closed', version: 2 }), type: 'conversation' });
  assert.equal(isRateable(state), true);
  model.receive({ ...conversation({ status: 'closed', version: 3, rating: { score: 5 } }), type: 'conversation' });
  assert.equal(isRateable(state), false, 'once');
  model.receive({ ...conversation({ status: 'closed', version: 4, agent: undefined }), type: 'conversation' });
  assert.equal(isRateable(state), false, 'nobody came');
});

test('Rate_AfterTheEnd_NamesTheConversation', () => {
  const { model, sent } = open();
  model.receive(welcome({ conversation: conversation({ status: 'closed' }) }));
  model.rate(5, '');
  assert.deepEqual(sent.at(-1), { type: 'rating', score: 5, conversation_id: 'c1' });
  assert.equal(model.end(), false);
});

test('Note_AfterTheEnd_SaysWhoEndedIt', async () => {
  const t = await loadWords('en', {});
  const { model, state } = open();
  const note = (end) => {
    model.receive(welcome({ conversation: conversation({ status: 'closed', ...end }) }));
    return noteOf(state, t);
  };
  assert.equal(note({ closed_by: 'kefu', close_reason: 'resolved' }), t('queue.closedByAgent', { name: '客服小王' }));
  assert.equal(note({ closed_by: 'kehu', close_reason: 'ended_by_customer' }), t('queue.closedByYou'));
  assert.equal(note({ closed_by: 'system', close_reason: 'idle' }), t('queue.idle'));
  assert.equal(note({ closed_by: 'system', close_reason: 'merged' }), t('queue.closed'));
  model.outbox.add('one more thing');
  assert.equal(noteOf(state, t), '', 'not while the customer goes on');
});

test('Note_AMessageWasLeft_IsSaidOnTheNextVisitUntilSomebodyComes', async () => {
  const t = await loadWords('en', {});
  const { model, store, state } = open();
  model.receive(welcome({ online: false }));
  store.set('left', 'next');
  assert.equal(hasLeft(state), true, 'while it is on its way');
  model.receive(welcome({ online: true, conversation: conversation({ status: 'waiting', agent: undefined, queue_position: 1 }) }));
  assert.equal(noteOf(state, t), t('queue.left'));
  assert.equal(store.get('left'), 'c1');
  model.receive(conversation({ version: 2 }));
  assert.deepEqual([noteOf(state, t), hasLeft(state), store.get('left')], ['', false, null]);
  model.receive(conversation({ status: 'waiting', agent: undefined, queue_position: 1, version: 3 }));
  assert.equal(noteOf(state, t), t('queue.next'));
});

test('HasLeft_AnotherConversationOrItsEnd_IsNoMore', () => {
  const { model, store, state } = open();
  store.set('left', 'c0');
  model.receive(welcome({ conversation: conversation({ status: 'waiting', agent: undefined }) }));
  assert.equal(hasLeft(state), false);
  store.set('left', 'c1');
  assert.equal(hasLeft(state), true);
  model.receive(conversation({ status: 'closed', version: 2 }));
  assert.equal(hasLeft(state), false);
  store.set('left', 'next');
  assert.equal(hasLeft(state), true, 'the next one is not the one that ended');
});
