// A chat on Socket.IO and better-sqlite3: stores what a customer says, tells the agent, and answers.
import { createServer } from 'node:http';
import Database from 'better-sqlite3';
import { Server } from 'socket.io';

const [port, file] = process.argv.slice(2);
const database = new Database(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(`
  CREATE TABLE conversations (id INTEGER PRIMARY KEY, last_seq INTEGER NOT NULL);
  CREATE TABLE messages (
    conversation_id INTEGER NOT NULL, seq INTEGER NOT NULL, client_id TEXT NOT NULL, content TEXT NOT NULL, sent_at INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, seq), UNIQUE (conversation_id, client_id)) WITHOUT ROWID;`);
const next = database.prepare(
  'INSERT INTO conversations VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET last_seq = last_seq + 1 RETURNING last_seq');
const insert = database.prepare('INSERT INTO messages VALUES (?, ?, ?, ?, ?)');
const store = database.transaction((customer, clientId, content, sentAt) => {
  const { last_seq: seq } = next.get(customer);
  insert.run(customer, seq, clientId, content, sentAt);
  return seq;
});

const http = createServer((request, response) => response.end());
const io = new Server(http, { transports: ['websocket'] });
io.on('connection', (socket) => {
  socket.on('join', (agent) => socket.join(`agent${agent}`));
  socket.on('send', (customer, agent, clientId, content, answer) => {
    const sentAt = Date.now();
    const seq = store(customer, clientId, content, sentAt);
    io.to(`agent${agent}`).emit('message', { customer, seq, clientId, content, sentAt });
    answer({ clientId, seq });
  });
});
http.listen(Number(port), '127.0.0.1');
