import assert from 'node:assert/strict';
import test from 'node:test';
import { createStore } from '../../wwwroot-kehu/src/browser.js';
import { createConnection, retryDelay } from '../../wwwroot-kehu/src/connection.js';
import { createFirstVisit, createIdentity, createWhoAmI } from '../../wwwroot-kehu/src/visitor.js';
import { createArea, createClock, createLocks, createSockets, settle, welcome } from './fakes.js';

/** A connection with everything around it faked. `me` is what the server says of the token. */
async function start({ visitor = null, me = { status: 200, retryAfterMs: 0 }, locks, area = createArea(), FakeSocket } = {}) {
  const clock = createClock();
  const sockets = createSockets();
  const identity = createIdentity(createStore('default', () => area));
  if (visitor) identity.save(visitor);
  const frames = [];
  const phases = [];
  const asked = [];
  const streams = createSockets();
  const connection = createConnection({
    url: 'wss://chat.example.com/ws',
    identity,
    whoAmI: async (token) => {
      asked.push(token);
      return typeof me === 'function' ? me() : me;
    },
    firstVisit: createFirstVisit(locks, 'first', identity),
    WebSocket: FakeSocket ?? sockets.FakeSocket,
    openStream: async (known) => new streams.FakeSocket('stream', known),
    clock,
    onFrame: (frame) => frames.push(frame),
    onPhase: (phase, failures) => phases.push([phase, failures]),
  });
  connection.start();
  await settle();
  return { clock, connection, identity, streams, frames, phases, asked, ...sockets, phase: () => phases[phases.length - 1][0] };
}

const KNOWN = { id: 'customer_1', token: 'secret' };

/** A customer who is connected for longer than a moment. */
async function open(options) {
  const chat = await start({ visitor: KNOWN, ...options });
  chat.last().receive(welcome());
  await chat.clock.advance(6000);
  return chat;
}

test('Connect_NewCustomer_OffersOnlyTheProtocolAndStoresTheToken', async () => {
  const chat = await start();
  assert.equal(chat.last().url, 'wss://chat.example.com/ws?user_type=kehu');
  assert.deepEqual(chat.last().protocols, ['kefu.v1']);
  chat.last().receive(welcome({ visitor_token: 'fresh' }));
  assert.deepEqual(chat.identity.current(), { id: 'customer_1', token: 'fresh' });
  assert.equal(chat.phase(), 'open');
});

test('Connect_KnownCustomer_CarriesTheSecretOutsideTheUrl', async () => {
  const chat = await start({ visitor: KNOWN });
  assert.equal(chat.last().url, 'wss://chat.example.com/ws?user_type=kehu&user_id=customer_1');
  assert.deepEqual(chat.last().protocols, ['kefu.v1', 'token.secret']);
});

test('Connect_TwoTabsWithoutToken_SecondWaitsAndComesAsTheSameCustomer', async () => {
  const locks = createLocks();
  const area = createArea();
  const first = await start({ locks, area });
  const second = await start({ locks, area });
  assert.equal(first.made.length, 1);
  assert.equal(second.made.length, 0);
  first.last().receive(welcome({ visitor_token: 'fresh' }));
  await settle();
  assert.deepEqual(second.last().protocols, ['kefu.v1', 'token.fresh']);
});

test('Connect_FirstTabFails_SecondTabGetsItsTurn', async () => {
  const locks = createLocks();
  const area = createArea();
  const first = await start({ locks, area, me: { status: 0, retryAfterMs: 0 } });
  const second = await start({ locks, area });
  first.last().end();
  await settle();
  assert.equal(second.made.length, 1);
});

test('Send_BeforeWelcome_SaysThatNothingLeft', async () => {
  const chat = await start({ visitor: KNOWN });
  chat.last().readyState = 1;
  assert.equal(chat.connection.send({ type: 'text' }), false);
  assert.deepEqual(chat.last().sent, []);
});

test('Open_NoWelcomeInTenSeconds_TriesAgain', async () => {
  const chat = await start({ visitor: KNOWN });
  await chat.clock.advance(10_000);
  assert.equal(chat.phase(), 'waiting');
  await chat.clock.advance(1000);
  assert.equal(chat.made.length, 2);
});

test('FailedOpen_TokenUnknown_DropsItAndComesAsNewAtOnce', async () => {
  const chat = await start({ visitor: KNOWN, me: { status: 401, retryAfterMs: 0 } });
  chat.last().end();
  await settle();
  assert.deepEqual(chat.asked, ['secret']);
  assert.equal(chat.identity.current(), null);
  assert.deepEqual(chat.last().protocols, ['kefu.v1']);
});

test('FailedOpen_TokenReplacedByAnotherTab_TakesTheNewOne', async () => {
  const chat = await start({ visitor: KNOWN, me: { status: 401, retryAfterMs: 0 } });
  chat.identity.save({ id: 'customer_2', token: 'newer' });
  chat.last().end();
  await settle();
  assert.deepEqual(chat.last().protocols, ['kefu.v1', 'token.newer']);
});

test('FailedOpen_Blocked_NeverTriesAgain', async () => {
  const chat = await start({ visitor: KNOWN, me: { status: 403, retryAfterMs: 0 } });
  chat.last().end();
  await settle();
  assert.equal(chat.phase(), 'blocked');
  chat.connection.wake();
  await chat.clock.advance(3_600_000);
  assert.equal(chat.made.length, 1);
});

test('FailedOpen_TokenGood_KeepsItAndWaitsAsLongAsTheServerAsks', async () => {
  const chat = await start({ visitor: KNOWN, me: { status: 200, retryAfterMs: 20_000 } });
  chat.last().end();
  await settle();
  await chat.clock.advance(19_999);
  assert.equal(chat.made.length, 1);
  await chat.clock.advance(1);
  assert.equal(chat.made.length, 2);
  assert.deepEqual(chat.identity.current(), KNOWN);
});

test('FailedOpen_TenTimes_TriesGoOnEveryMinuteAndTheCountIsTold', async () => {
  const chat = await start({ visitor: KNOWN, me: { status: 0, retryAfterMs: 0 } });
  for (let i = 0; i < 10; i++) {
    chat.last().end();
    await settle();
    if (i < 9) await chat.clock.advance(chat.clock.next());
  }
  assert.equal(chat.made.length, 10);
  assert.deepEqual(chat.phases[chat.phases.length - 1], ['waiting', 10]);
  assert.equal(chat.clock.next(), 60_000);
  chat.connection.wake();
  await settle();
  assert.equal(chat.made.length, 11);
});

test('RetryDelay_RisingFailures_DoublesUpToFifteenSecondsAndSpreadsByHalf', () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 9].map((n) => retryDelay(n, 0.5)), [500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  assert.equal(retryDelay(10, 0), 30_000);
  assert.equal(retryDelay(10, 1), 90_000);
});

test('Lost_AfterAStableLink_ReconnectsWithinASecondWithoutAsking', async () => {
  const chat = await open();
  chat.last().end();
  await settle();
  assert.deepEqual(chat.asked, []);
  await chat.clock.advance(1000);
  assert.equal(chat.made.length, 2);
});

test('Lost_RightAfterEachWelcome_BacksOffFurtherEachTime', async () => {
  const chat = await start({ visitor: KNOWN });
  const waits = [];
  for (let i = 0; i < 3; i++) {
    chat.last().receive(welcome());
    chat.last().end();
    await settle();
    waits.push(chat.clock.next());
    await chat.clock.advance(chat.clock.next());
  }
  assert.deepEqual(waits, [1000, 2000, 4000]);
});

test('Wake_WhileWaiting_TriesAtOnce', async () => {
  const chat = await open();
  chat.last().end();
  await settle();
  chat.connection.wake();
  await settle();
  assert.equal(chat.made.length, 2);
});

test('Heartbeat_SilentLink_IsAskedAfterItsSecondsAndDeadTenLater', async () => {
  const chat = await open();
  await chat.clock.advance(23_999);
  assert.deepEqual(chat.last().sent, []);
  await chat.clock.advance(1);
  assert.deepEqual(chat.last().sent, [{ type: 'heartbeat' }]);
  await chat.clock.advance(9999);
  assert.equal(chat.phase(), 'open');
  await chat.clock.advance(1);
  assert.equal(chat.phase(), 'waiting');
  assert.equal(chat.made[0].readyState, 3);
});

test('Heartbeat_AnyFrameWithinTheDeadline_KeepsTheLink', async () => {
  const chat = await open();
  await chat.clock.advance(30_000);
  chat.last().receive({ type: 'online', online: true });
  await chat.clock.advance(29_999);
  assert.equal(chat.phase(), 'open');
  assert.equal(chat.last().sent.length, 1);
});

test('Heartbeat_Answer_IsNoFrameForTheChat', async () => {
  const chat = await open();
  chat.last().receive({ type: 'heartbeat' });
  assert.deepEqual(chat.frames.map(({ type }) => type), ['welcome']);
});

test('Wake_OpenLink_AsksForASignOfLifeAtOnce', async () => {
  const chat = await open();
  chat.connection.wake();
  assert.deepEqual(chat.last().sent, [{ type: 'heartbeat' }]);
});

test('Wake_AfterTenMinutesAsleep_ReplacesTheLinkWithoutWaitingForTheDeadline', async () => {
  const chat = await open();
  chat.clock.sleep(600_000);
  chat.connection.wake();
  await chat.clock.advance(1000);
  assert.equal(chat.made.length, 2);
});

test('Bye_WithRetry_ReturnsAfterThatTimeAndHearsWhatTheNodeStillSays', async () => {
  const chat = await open();
  const leaving = chat.last();
  leaving.receive({ type: 'bye', reason: 'draining', retry_ms: 3000 });
  assert.equal(chat.connection.send({ type: 'text' }), false);
  leaving.receive({ type: 'ack', client_id: 'a' });
  assert.equal(chat.frames[chat.frames.length - 1].type, 'ack');
  leaving.end(1001);
  chat.connection.wake();
  await chat.clock.advance(2999);
  assert.equal(chat.made.length, 1);
  await chat.clock.advance(1);
  assert.equal(chat.made.length, 2);
  assert.deepEqual(chat.asked, []);
});

test('Close_Blocked_IsFinal', async () => {
  const chat = await open();
  chat.last().end(4403);
  await chat.clock.advance(600_000);
  assert.equal(chat.phase(), 'blocked');
  assert.equal(chat.made.length, 1);
});

test('Close_SecretNoLongerValid_AsksWhoItIs', async () => {
  const chat = await open({ me: { status: 401, retryAfterMs: 0 } });
  chat.last().end(4401);
  await settle();
  assert.deepEqual(chat.last().protocols, ['kefu.v1']);
});

test('Close_ForFlooding_StaysAwayForTenSeconds', async () => {
  const chat = await open();
  chat.last().end(4429);
  assert.equal(chat.clock.next(), 10_000);
});

test('Frames_FromAReplacedSocket_AreIgnored', async () => {
  const chat = await open();
  const old = chat.last();
  old.end();
  await chat.clock.advance(1000);
  chat.last().receive(welcome());
  const count = chat.frames.length;
  old.onmessage({ data: '{"type":"text"}' });
  old.onclose({ code: 1006 });
  assert.equal(chat.frames.length, count);
  assert.equal(chat.phase(), 'open');
});

test('Open_SocketCannotBeMade_IsAFailureThatIsTriedAgain', async () => {
  let refused = 0;
  class Forbidden {
    constructor() {
      refused++;
      throw new SyntaxError('The policy of the page, or a token with a space');
    }
  }
  const chat = await start({ visitor: KNOWN, FakeSocket: Forbidden });
  assert.equal(refused, 1);
  await chat.clock.advance(1000);
  assert.equal(refused, 2);
});

test('Stop_WhileWaiting_EndsEveryTimer', async () => {
  const chat = await open();
  chat.last().end();
  await settle();
  chat.connection.stop();
  assert.equal(chat.clock.next(), Infinity);
  assert.equal(chat.phase(), 'stopped');
});

/** A customer whose sockets come to nothing, three times in a row. */
async function refused(me) {
  const chat = await start({ visitor: KNOWN, me });
  for (let i = 0; i < 3; i++) {
    chat.last().end();
    await settle();
    if (i < 2) await chat.clock.advance(chat.clock.next());
  }
  return chat;
}

test('Fallback_ThreeSocketsThatCameToNothing_IsAStream', async () => {
  const chat = await refused();
  assert.equal(chat.streams.made.length, 1);
  assert.deepEqual(chat.streams.last().protocols, KNOWN);
  chat.streams.last().receive(welcome());
  assert.equal(chat.phase(), 'open');
  assert.equal(chat.connection.send({ type: 'text' }), true);
});

test('Fallback_WhileTheServerAnswersNothing_IsNotTried', async () => {
  const chat = await refused({ status: 0, retryAfterMs: 0 });
  assert.equal(chat.streams.made.length, 0);
});

test('Fallback_StreamThatWasLost_IsTriedAgainFirst', async () => {
  const chat = await refused();
  const { length } = chat.made;
  chat.streams.last().receive(welcome());
  await chat.clock.advance(6000);
  chat.streams.last().end();
  await chat.clock.advance(2000);
  assert.deepEqual([chat.streams.made.length, chat.made.length], [2, length]);
});

test('Fallback_StreamThatComesToNothing_TakesTurnsWithSockets', async () => {
  const chat = await refused();
  const { length } = chat.made;
  chat.streams.last().end();
  await settle();
  await chat.clock.advance(chat.clock.next());
  assert.equal(chat.made.length, length + 1);
  chat.last().end();
  await settle();
  await chat.clock.advance(chat.clock.next());
  assert.equal(chat.streams.made.length, 2);
});

test('Fallback_SocketThatGetsThroughAgain_TakesOver', async () => {
  const chat = await refused();
  const stream = chat.streams.last();
  stream.receive(welcome());
  const socket = new chat.FakeSocket('again', []);
  socket.readyState = 1;
  stream.onswitch(socket, JSON.stringify(welcome()));
  chat.connection.send({ type: 'text' });
  assert.deepEqual([socket.sent.length, stream.readyState], [1, 3]);
  assert.equal(chat.frames.filter(({ type }) => type === 'welcome').length, 2);
});

test('WhoAmI_WithoutAToken_AsksOnlyWhatEverybodyMayKnow', async () => {
  const asked = [];
  const answers = { '/api/kehu/config': 200, '/api/kehu/me': 401 };
  const whoAmI = createWhoAmI('https://chat.example.com', async (url, { headers }) => {
    asked.push([url, headers.Authorization]);
    return { status: answers[new URL(url).pathname], headers: new Headers({ 'Retry-After': '2' }) };
  }, createClock());
  assert.deepEqual(await whoAmI(undefined), { status: 200, retryAfterMs: 2000 });
  assert.equal((await whoAmI('secret')).status, 401);
  assert.deepEqual(asked, [
    ['https://chat.example.com/api/kehu/config', undefined], ['https://chat.example.com/api/kehu/me', 'Bearer secret'],
  ]);
});

test('WhoAmI_NoAnswer_IsStatusZero', async () => {
  const whoAmI = createWhoAmI('https://chat.example.com', () => Promise.reject(new TypeError('Failed to fetch')), createClock());
  assert.deepEqual(await whoAmI(undefined), { status: 0, retryAfterMs: 0 });
});
