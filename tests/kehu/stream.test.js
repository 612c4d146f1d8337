import assert from 'node:assert/strict';
import test from 'node:test';
import { openStream } from '../../wwwroot-kehu/src/stream.js';
import { createClock, createSockets, settle, welcome } from './fakes.js';

const KNOWN = { id: 'customer_1', token: 'secret' };

/** A stream whose server is the test: `status` is what requests are answered with. */
async function start({ visitor = KNOWN, ok = true } = {}) {
  const clock = createClock();
  const sockets = createSockets();
  const asked = [];
  const posted = [];
  const heard = [];
  const closes = [];
  const switches = [];
  const server = { status: () => 202 };
  const stream = new TransformStream();
  const writer = stream.writable.getWriter();
  const link = openStream({
    server: 'https://chat.example.com',
    visitor,
    clock,
    openSocket: () => new sockets.FakeSocket(),
    async fetch(url, options) {
      if (options.method !== 'POST') {
        asked.push([url, options.headers]);
        return { ok, body: ok ? stream.readable : null };
      }
      posted.push({ headers: options.headers, ...JSON.parse(options.body) });
      const status = server.status();
      if (!status) throw new TypeError('no network');
      return { status };
    },
  });
  link.onmessage = ({ data }) => heard.push(JSON.parse(data));
  link.onclose = ({ code }) => closes.push(code);
  link.onswitch = (socket, data) => switches.push([socket, JSON.parse(data)]);
  const pass = async () => {
    for (let i = 0; i < 5; i++) await new Promise((next) => setImmediate(next));
  };
  const say = (text) => {
    writer.write(new TextEncoder().encode(text)).catch(() => {});
    return pass();
  };
  const end = () => {
    writer.close().catch(() => {});
    return pass();
  };
  await settle();
  return { clock, link, asked, posted, heard, closes, switches, server, say, end, ...sockets };
}

/** One that was welcomed. */
async function open(options) {
  const stream = await start(options);
  await stream.say(`data: ${JSON.stringify(welcome({ connection_id: 's1', visitor_token: options?.visitor === null ? 'fresh' : undefined }))}\n\n`);
  return stream;
}

test('Open_KnownCustomer_SaysWhoItIsOutsideTheUrl', async () => {
  const stream = await open();
  assert.deepEqual(stream.asked, [['https://chat.example.com/api/kehu/events?user_id=customer_1', { Authorization: 'Bearer secret' }]]);
  assert.equal(stream.link.readyState, 1);
  assert.equal(stream.heard[0].type, 'welcome');
});

test('Read_EventsInPieces_AreHeardWholeAndCommentsNot', async () => {
  const stream = await open();
  await stream.say(':\n\ndata: {"type":"on');
  assert.equal(stream.heard.length, 1);
  await stream.say('line","online":true}\n\ndata: {"type":"a"}\n\n');
  assert.deepEqual(stream.heard.slice(1).map(({ type }) => type), ['online', 'a']);
});

test('Send_NewCustomer_UsesTheTokenOfTheWelcome', async () => {
  const stream = await open({ visitor: null });
  stream.link.send('{"type":"text","content":"你好"}');
  await settle();
  assert.equal(stream.posted[0].headers.Authorization, 'Bearer fresh');
  assert.deepEqual([stream.posted[0].connection_id, stream.posted[0].frame], ['s1', { type: 'text', content: '你好' }]);
});

test('Send_Several_GoOneAfterTheOther', async () => {
  const stream = await open();
  let answer;
  stream.server.status = () => new Promise((next) => { answer = () => next(202); });
  for (const n of [1, 2]) stream.link.send(`{"n":${n}}`);
  await settle();
  assert.deepEqual(stream.posted.map(({ frame }) => frame.n), [1]);
});

test('Send_WhilePutOff_IsMadeAgainAndThenGivenUp', async () => {
  const stream = await open();
  let refusals = 2;
  stream.server.status = () => (refusals-- > 0 ? 503 : 202);
  stream.link.send('{"n":1}');
  stream.link.send('{"n":2}');
  await settle();
  await stream.clock.advance(2000);
  assert.deepEqual(stream.posted.map(({ frame }) => frame.n), [1, 1, 1, 2]);
  refusals = Infinity;
  stream.link.send('{"n":3}');
  await settle();
  await stream.clock.advance(10_000);
  assert.deepEqual(stream.closes, [0]);
});

test('Send_StreamThatIsOver_ClosesOnce', async () => {
  const stream = await open();
  stream.server.status = () => 404;
  stream.link.send('{"n":1}');
  await settle();
  await stream.end();
  assert.deepEqual(stream.closes, [0]);
});

test('Close_ByTheServer_TellsItsCode', async () => {
  const stream = await open();
  await stream.say('event: close\ndata: {"code":4403,"reason":"blocked"}\n\n');
  assert.deepEqual(stream.closes, [4403]);
});

test('Close_ByTheChat_IsNotTold', async () => {
  const stream = await open();
  stream.link.close();
  await stream.end();
  assert.deepEqual([stream.closes, stream.link.readyState], [[], 3]);
  assert.equal(stream.clock.next(), Infinity);
});

test('Open_Refused_Closes', async () => {
  const stream = await start({ ok: false });
  await settle();
  assert.deepEqual(stream.closes, [0]);
});

test('Beat_EveryHalfMinute_IsSent', async () => {
  const stream = await open();
  await stream.clock.advance(65_000);
  assert.deepEqual(stream.posted.map(({ frame }) => frame.type), ['heartbeat', 'heartbeat']);
});

test('Trial_SocketThatGetsThrough_TakesOver', async () => {
  const stream = await open();
  await stream.clock.advance(60_000);
  stream.last().end();
  await stream.clock.advance(119_000);
  assert.equal(stream.made.length, 1);
  await stream.clock.advance(1000);
  stream.last().receive(welcome());
  assert.equal(stream.switches.length, 1);
  assert.equal(stream.switches[0][1].type, 'welcome');
});
