/** What stands for the browser in these tests: time, storage and sockets that do only what a test makes them do. */

/** Time that passes when a test says so; what falls due runs in its order. */
export function createClock(start = Date.parse('2026-01-18T09:00:00Z')) {
  let now = start;
  let ids = 0;
  const timers = new Map();

  return {
    now: () => now,
    random: () => 0.5,
    setTimeout(run, ms) {
      timers.set(++ids, { run, at: now + ms });
      return ids;
    },
    clearTimeout: (id) => void timers.delete(id),
    /** How long until the next timer, in milliseconds; Infinity where there is none. */
    next: () => Math.min(...[...timers.values()].map(({ at }) => at - now)),
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        const due = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
        if (!due) break;
        timers.delete(due[0]);
        now = due[1].at;
        due[1].run();
        await settle();
      }
      now = end;
    },
    /** The machine sleeps: time passes and no timer runs. */
    sleep: (ms) => void (now += ms),
  };
}

/** Lets promises that are ready run. */
export async function settle() {
  for (let i = 0; i < 20; i++) await null;
}

/** A `Storage`, shared by those that are given it, as tabs share theirs. */
export function createArea() {
  const values = new Map();
  return {
    get length() {
      return values.size;
    },
    key: (i) => [...values.keys()][i] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, `${value}`),
    removeItem: (key) => void values.delete(key),
  };
}

/** A class of sockets that keeps those it made. */
export function createSockets() {
  const made = [];
  class FakeSocket {
    readyState = 0;
    sent = [];
    constructor(url, protocols) {
      Object.assign(this, { url, protocols });
      made.push(this);
    }
    send(text) {
      this.sent.push(JSON.parse(text));
    }
    close() {
      this.readyState = 3;
    }
    /** The server says something. */
    receive(frame) {
      this.readyState = 1;
      this.onmessage({ data: JSON.stringify(frame) });
    }
    /** The server, or the network, ends it. */
    end(code = 1006) {
      this.readyState = 3;
      this.onclose({ code });
    }
  }
  return { FakeSocket, made, last: () => made[made.length - 1] };
}

/** `navigator.locks`, as far as the chat uses it: one holder at a time, in the order of asking. */
export function createLocks() {
  let tail = Promise.resolve();
  return {
    request(_name, held) {
      const turn = tail.then(held);
      tail = turn.then(() => {});
      return turn;
    },
  };
}

/** The `welcome` of a customer. */
export const welcome = (more = {}) => ({
  type: 'welcome', user_id: 'customer_1', user_type: 'kehu', heartbeat_seconds: 30, online: true, ...more,
});

/** A conversation as the server tells it. */
export const conversation = (more = {}) => ({
  type: 'conversation', conversation_id: 'c1', status: 'active', agent: { id: 'kefu001', name: '客服小王' }, last_seq: 0,
  delivered: { kehu: 0, kefu: 0 }, read: { kehu: 0, kefu: 0 }, version: 1, ...more,
});

/** A stored message. */
export const message = (seq, more = {}) => ({
  type: 'text', id: `m${seq}`, conversation_id: 'c1', seq, from_type: 'kefu', from_name: '客服小王',
  content: `message ${seq}`, timestamp: '2026-01-18T09:00:00.000Z', ...more,
});
