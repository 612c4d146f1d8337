import assert from 'node:assert/strict';
import test from 'node:test';
import { createStore } from '../../wwwroot-kehu/src/browser.js';
import { createModel } from '../../wwwroot-kehu/src/model.js';
import { conversation, createArea, createClock, message, welcome } from './fakes.js';

/** A model on a link that is open, unless told otherwise. */
function open({ reading = false } = {}) {
  const clock = createClock();
  const area = createArea();
  const sent = [];
  const eyes = { reading };
  let ids = 0;
  const model = createModel({
    store: createStore('default', () => area),
    clock,
    tab: 'a',
    newId: () => `id${++ids}`,
    link: { send: (frame) => sent.push(frame) > 0, probe() {} },
    isReading: () => eyes.reading,
    onChange() {},
  });
  model.entered('open', 0);
  return {
    model, clock, sent, eyes,
    of: (type) => sent.filter((frame) => frame.type === type),
    contents: () => model.messages().map(({ content }) => content),
  };
}


test('Welcome_KnownConversation_AsksForWhatIsMissing', () => {
  const { model, of } = open();
  model.receive(welcome({ conversation: conversation({ last_seq: 3 }) }));
  assert.equal(model.ready(), false);
  const { after_seq, conversation_id, ref } = of('history')[0];
  assert.deepEqual([after_seq, conversation_id], [0, 'c1']);
  model.receive({ type: 'history', conversation_id: 'c1', ref, messages: [1, 2, 3].map((seq) => message(seq)), has_more: false });
  assert.equal(model.ready(), true);
});

test('Ack_OfAMessage_ShowsItOnceEvenWhenHistoryBringsItToo', () => {
  const { model, contents } = open();
  model.receive(welcome());
  model.outbox.add('hello');
  model.receive({ type: 'ack', client_id: 'id1', id: 'm1', conversation_id: 'c1', seq: 1, timestamp: '2026-01-18T09:00:00.000Z' });
  model.receive(message(1, { from_type: 'kehu', client_id: 'id1', content: 'hello' }));
  assert.deepEqual(contents(), ['hello']);
  assert.deepEqual(model.outbox.list(), []);
});

test('Ack_OvertakesALowerMessage_LeavesItsGapOpen', async () => {
  const { model, clock, of } = open();
  model.receive(welcome());
  model.receive(conversation({ last_seq: 1, status: 'active' }));
  model.receive(message(1));
  model.outbox.add('hello');
  model.receive({ type: 'ack', client_id: 'id1', id: 'm3', conversation_id: 'c1', seq: 3, timestamp: '2026-01-18T09:00:00.000Z' });
  await clock.advance(1000);
  assert.equal(of('history')[0].after_seq, 1);
});

test('Message_FromAnotherTab_EndsTheEntryOfTheOutbox', () => {
  const { model } = open();
  model.receive(welcome());
  model.outbox.add('hello');
  model.receive(message(1, { from_type: 'kehu', client_id: 'id1' }));
  assert.deepEqual(model.outbox.list(), []);
});

test('Message_OfATypeNotKnownHere_LeavesNoGap', async () => {
  const { model, clock, of } = open();
  model.receive(welcome());
  model.receive(conversation());
  model.receive(message(1, { type: 'image', content: undefined }));
  model.receive(message(2));
  await clock.advance(5000);
  assert.deepEqual(of('history'), []);
});

test('Frame_OfATypeNotKnownHere_IsIgnored', () => {
  const { model } = open();
  model.receive(welcome());
  model.receive({ type: 'constructor', seq: 0 });
  model.receive({ type: 'later', x: 1 });
  assert.deepEqual(model.messages(), []);
});

test('Received_PanelClosed_IsToldAsDeliveredAndCountsAsUnread', () => {
  const { model, of } = open();
  model.receive(welcome());
  model.receive(conversation());
  model.receive(message(1));
  assert.deepEqual(of('delivered').map(({ seq }) => seq), [1]);
  assert.deepEqual(of('read'), []);
  assert.equal(model.unread(), 1);
});

test('Received_BeforeTheEyes_IsToldAsRead', () => {
  const { model, of } = open({ reading: true });
  model.receive(welcome());
  model.receive(conversation());
  model.receive(message(1));
  assert.deepEqual(of('read').map(({ seq, conversation_id }) => [seq, conversation_id]), [[1, 'c1']]);
  assert.equal(model.unread(), 0);
});

test('Attend_PanelOpened_TellsReadUpToTheLastMessageWithoutAGap', async () => {
  const { model, clock, eyes, of } = open();
  model.receive(welcome());
  model.receive(conversation());
  for (const seq of [1, 2, 5]) model.receive(message(seq));
  await clock.advance(2000);
  eyes.reading = true;
  model.attend();
  assert.deepEqual(of('read').map(({ seq }) => seq), [2]);
});

test('Read_OnAnotherTab_ClearsTheCountHere', () => {
  const { model } = open();
  model.receive(welcome());
  model.receive(conversation());
  model.receive(message(1));
  model.receive({ type: 'read', conversation_id: 'c1', from_type: 'kehu', seq: 1 });
  assert.equal(model.unread(), 0);
});

test('Read_ByTheAgent_ImpliesDeliveredAndOnlyGrows', () => {
  const { model } = open();
  model.receive(welcome({ conversation: conversation({ last_seq: 0 }) }));
  model.receive({ type: 'read', conversation_id: 'c1', from_type: 'kefu', seq: 4 });
  model.receive({ type: 'read', conversation_id: 'c1', from_type: 'kefu', seq: 2 });
  assert.equal(model.conversation().read.kefu, 4);
  assert.equal(model.conversation().delivered.kefu, 4);
});

test('Conversation_OlderVersion_ChangesNothing', () => {
  const { model } = open();
  model.receive(welcome());
  model.receive(conversation({ version: 3, status: 'active' }));
  model.receive(conversation({ version: 2, status: 'waiting' }));
  assert.equal(model.conversation().status, 'active');
});

test('Closed_NextSend_OpensAnotherConversationBelowTheFirst', () => {
  const { model, contents, of } = open();
  model.receive(welcome());
  model.receive(conversation());
  model.receive(message(1));
  model.receive(conversation({ version: 2, status: 'closed' }));
  model.outbox.add('again');
  assert.equal(of('text')[0].conversation_id, undefined);
  model.receive({ type: 'ack', client_id: 'id1', id: 'x1', conversation_id: 'c2', seq: 1, timestamp: '2026-01-18T09:10:00.000Z' });
  model.receive(conversation({ conversation_id: 'c2', status: 'waiting', last_seq: 1 }));
  assert.deepEqual(contents(), ['message 1', 'again']);
  assert.equal(model.conversation().status, 'waiting');
});

test('Typing_InAClosedConversation_IsNotTold', () => {
  const { model, of } = open();
  model.receive(welcome({ conversation: conversation({ status: 'closed' }) }));
  model.typing.typed();
  assert.deepEqual(of('typing'), []);
});

test('Typing_OfTheAgent_EndsWithTheirMessage', () => {
  const { model } = open();
  model.receive(welcome());
  model.receive(conversation());
  model.receive({ type: 'typing', conversation_id: 'c1', from_type: 'kefu', active: true });
  assert.equal(model.agentTyping(), true);
  model.receive(message(1));
  assert.equal(model.agentTyping(), false);
});

test('Welcome_AnotherCustomer_ShowsNothingOfTheOneBefore', () => {
  const { model, contents } = open();
  model.receive(welcome());
  model.receive(conversation());
  model.receive(message(1));
  model.receive(welcome({ user_id: 'customer_2' }));
  assert.deepEqual(contents(), []);
  assert.equal(model.conversation(), null);
});

test('Reconnect_StateChangedMeanwhile_IsTakenFromWelcome', () => {
  const { model, of } = open();
  model.receive(welcome());
  model.receive(conversation({ status: 'waiting', queue_position: 3 }));
  model.receive(message(1));
  model.entered('waiting', 0);
  model.entered('open', 0);
  model.receive(welcome({ online: false, conversation: conversation({ version: 5, last_seq: 4, agent: { id: 'kefu002', name: '客服小李' } }) }));
  assert.equal(model.conversation().agent.name, '客服小李');
  assert.equal(model.online(), false);
  assert.equal(of('history')[0].after_seq, 1);
});
