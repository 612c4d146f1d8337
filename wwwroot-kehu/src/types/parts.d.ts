/// <reference path="./wire.d.ts" />
// What the chat's modules promise one another. Ambient and types only: no module names this file, no browser loads it.

/** Time as a parameter, so that tests own it. */
interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  setTimeout(run: () => void, ms: number): any;
  clearTimeout(timer: any): void;
  /** From 0 up to, not including, 1. */
  random(): number;
}

/**
 * JSON values under one site's keys in `localStorage`, the same for all tabs. Where that is forbidden or full, the
 * page's memory takes its place: the chat works, and forgets on leaving.
 */
interface Store {
  /** The value, or null. */
  get(key: string): any;
  /** null removes. */
  set(key: string, value: any): void;
  /** The keys that begin so. */
  keys(start: string): string[];
}

/** A customer's id and the secret that proves it. */
type Visitor = { id: string; token: string };

interface Identity {
  /** Read from the store each time, because another tab may have changed it. */
  current(): Visitor | null;
  save(visitor: Visitor): void;
  /** Forgets this visitor, unless another tab has stored a newer one. */
  drop(visitor: Visitor): void;
}

/** Sends a frame: whether it left, never a promise that it arrived. */
type Send = (frame: Frame) => boolean;

type Language = 'zh-CN' | 'en';
/** The words of a key, '' where there are none. */
type Translate = (key: string, values?: Record<string, string | number>) => string;

// The link

/** `checking` asks why an open failed; `blocked` and `stopped` are final. */
type Phase = 'idle' | 'connecting' | 'open' | 'checking' | 'waiting' | 'blocked' | 'stopped';

/** Asks what a browser hides about a refused WebSocket: whether the token still counts. Status 0: no answer. */
type WhoAmI = (token: string | undefined) => Promise<{ status: number; retryAfterMs: number }>;
/**
 * Waits for this tab's turn to connect as a new customer, and gives what ends the turn: of several tabs one makes the
 * customer, and the others find it made. A page without TLS has no locks; there each tab goes ahead.
 */
type FirstVisit = () => Promise<() => void>;

interface Locks {
  request(name: string, held: () => any): Promise<any>;
}

interface LivenessParts {
  clock: Clock;
  /** Sends a heartbeat. */
  beat(): void;
  /** The link is dead: called once. */
  dead(): void;
}

/** Finds a link that is open only by name: what is sent vanishes, and nothing comes back. */
interface Liveness {
  /** Begins to watch a link; after so many seconds of silence it asks. */
  start(heartbeatSeconds: number): void;
  /** A frame came, of whatever type. */
  heard(): void;
  /** Asks for a sign of life now. While one is awaited, its deadline stands. */
  probe(): void;
  /** The page came back to life. */
  wake(): void;
  stop(): void;
}

/**
 * The wait before the next try: doubling from 0.5 s to 15 s, spread by ± 50 % so that the clients of a node that died
 * do not return in the same instant. `failures`: tries that failed in a row; `random`: from 0 up to 1; milliseconds.
 */
type RetryDelay = (failures: number, random: number) => number;

interface ConnectionParts {
  /** Of the WebSocket, without a query. */
  url: string;
  identity: Identity;
  whoAmI: WhoAmI;
  firstVisit: FirstVisit;
  WebSocket: new (url: string, protocols: string[]) => WebSocket;
  clock: Clock;
  /** Every frame but heartbeats and `bye`; `welcome` is the first of each link. */
  onFrame(frame: Frame): void;
  /** `failures`: tries that failed in a row. */
  onPhase(phase: Phase, failures: number): void;
}

/**
 * The life of the socket: one at a time, replaced for as long as the page lives.
 * idle → connecting → open → waiting → connecting …; a failed open passes through `checking`.
 */
interface Connection {
  send: Send;
  /** Something that should have been answered was not: is the link alive? */
  probe(): void;
  start(): void;
  /** The network or the page came back, or the customer asks: try now. */
  wake(): void;
  stop(): void;
}

// Messages on their way out

interface Entry {
  /** Kept over every retry, so that sending twice stores once. */
  client_id: string;
  content: string;
  /** Milliseconds since 1970; never twice the same in a tab, for it is the order of sending. */
  queued_at: number;
  status: 'sending' | 'failed';
  /** The code of the refusal, or `expired`. */
  error?: string;
  /** Which tab sends it. */
  tab: string;
  /** Until when no other tab may take it over, in milliseconds since 1970. */
  lease: number;
}

interface OutboxParts {
  store: Store;
  clock: Clock;
  /** This tab's name among the others. */
  tab: string;
  newId(): string;
  send: Send;
  probe(): void;
  onChange(): void;
}

/**
 * The messages that the server has not confirmed, in the store, so that they outlive the page. They leave one at a
 * time, each after the answer to the one before: only that keeps their order. Every tab shows all of them; the one
 * that took a message sends it, and another takes over when its claim runs out.
 */
interface Outbox {
  /** What the server has not confirmed, all tabs', in the order of sending. */
  list(): Entry[];
  /** 1–4000 UTF-16 units, not blank. */
  add(content: string): void;
  retry(clientId: string): void;
  /** The message is stored: an ack said so, or it came back with the history or from another tab. */
  settle(clientId: string): void;
  /** Takes an `error` that names its `client_id`: nothing of that message was stored. */
  refuse(error: Frame): void;
  /** Another tab changed the store. */
  changedElsewhere(): void;
  /** The page goes: the next one need not wait for this tab's claims to run out. */
  release(): void;
  connected(): void;
  disconnected(): void;
}

// Messages that are stored

interface TimelineParts {
  /** The conversation's. */
  id: string;
  /** Its highest seq when first heard of. */
  lastSeq: number;
  clock: Clock;
  /** Requests history and gives the `ref` of the answer to come, or '' while there is no link. */
  ask(range: { after_seq?: number; before_seq?: number; limit: number }): string;
  onChange(): void;
}

/**
 * The messages of one conversation, merged by `seq`, whichever way they came. The watermark alone says what is
 * missing: an ack, like any other message, moves it only where it is the next.
 */
interface Timeline {
  id: string;
  /** In rising seq. */
  messages(): Message[];
  /** The highest seq up to which every message from the first shown on is held. */
  watermark(): number;
  /** Whether all that is known to follow the first shown is held. */
  complete(): boolean;
  /** Whether there is something above the first shown. */
  hasOlder(): boolean;
  /** From a frame, or from an ack and what was sent. */
  add(message: Message): void;
  /** The conversation's highest seq, as a live frame told: its messages may be on their way. */
  reach(lastSeq: number): void;
  /** The conversation's highest seq, as `welcome` told: what lacks is asked for at once. */
  connected(lastSeq: number): void;
  disconnected(): void;
  loadOlder(): void;
  /** Takes `history`. */
  answered(page: Frame): void;
  /** Takes the refusal of a `history`. */
  refused(error: Frame): void;
}

// Marks and typing

/** Tells the server how far this customer has received and read: at most once a second, and only forward. */
interface Progress {
  /** Everything up to this seq is held. */
  delivered(seq: number): void;
  /** A person saw everything up to this seq. */
  read(seq: number): void;
  /** What the server holds, after each connect: what it missed is told again. */
  resume(delivered: number, read: number): void;
  /** Another conversation counts from 0. */
  reset(): void;
}

/** Tells the agent that the customer is typing. */
interface TypingSender {
  /** The customer changed the text, and it is not empty. */
  typed(): void;
  /** The text was emptied. */
  ended(): void;
  /** The text was sent, which says by itself that typing ended. */
  sent(): void;
}

/** Whether the agent is typing, by what was heard. */
interface TypingIndicator {
  hear(active: boolean): void;
  active(): boolean;
}

// The model and its views

interface ModelParts {
  store: Store;
  clock: Clock;
  tab: string;
  newId(): string;
  link: Pick<Connection, 'send' | 'probe'>;
  /** Whether a person has the log before their eyes: panel open, page visible and focused. */
  isReading(): boolean;
  onChange(): void;
}

/** What the chat knows: frames go in, the view reads. It sees no element and no socket. */
interface Model {
  receive(frame: Frame): void;
  entered(phase: Phase, failures: number): void;
  /** The customer looks, or looks away. */
  attend(): void;
  outbox: Outbox;
  typing: TypingSender;
  loadOlder(): void;
  hasOlder(): boolean;
  link(): { phase: Phase; failures: number };
  /** Whether somebody is there to answer. */
  online(): boolean;
  conversation(): Conversation | null;
  /** Whether what is shown is what there is. */
  ready(): boolean;
  /** Of all conversations of this page's life, in their order. */
  messages(): Message[];
  agentTyping(): boolean;
  /** Agents' messages that nobody here has seen. */
  unread(): number;
}

/** One line of the log, before it becomes an element. */
interface Line {
  /** The same for as long as the line lives. */
  key: string;
  kind: 'day' | 'note' | 'message';
  text: string;
  /** The customer's. */
  own?: boolean;
  author?: string;
  /** Of its group: messages of one author that follow one another within 3 minutes. */
  first?: boolean;
  last?: boolean;
  /** Milliseconds since 1970. */
  at: number;
  /** Of an own message. */
  state?: 'sending' | 'sent' | 'delivered' | 'read' | 'failed';
  /** Why it failed: a code. */
  error?: string;
}

/** One bubble: after it was built its place in the group, its time and its state may change. */
type Bubble = { element: HTMLElement; render(line: Line): void };

/** How times read, in the browser's zone. All are milliseconds since 1970. */
interface Dates {
  /** The start of the day. */
  dayOf(at: number): number;
  /** The words of a day line. */
  day(at: number): string;
  /** "3 分钟前"; after a day the time of day. */
  relative(at: number): string;
  /** Date and time in full. */
  absolute(at: number): string;
}

interface LogParts {
  t: Translate;
  dates: Dates;
  onRetry(clientId: string): void;
  onOlder(): void;
}

/** The scrolled part of the panel: messages, and below them what is happening now. */
interface Log {
  element: HTMLElement;
  toEnd(): void;
  render(what: {
    lines: Line[];
    /** Whether the lines are all there is, rather than what has come so far. */
    ready: boolean;
    hasOlder: boolean;
    /** Who is typing, in words, or ''. */
    typing: string;
    /** What is to be known about the conversation now, or ''. */
    note: string;
    /** What an empty log says. */
    hint: string;
  }): void;
  destroy(): void;
}

interface ComposerParts {
  t: Translate;
  store: Store;
  onSend(text: string): void;
  onInput(isBlank: boolean): void;
}

/** Where the customer writes. What is not sent yet is kept in the store. */
interface Composer {
  element: HTMLElement;
  /** Grows or shrinks with its text; for this it must be in sight. */
  fit(): void;
  focus(): void;
}

interface ViewParts {
  panel: HTMLElement;
  model: Model;
  t: Translate;
  language: Language;
  store: Store;
  clock: Clock;
  canClose: boolean;
  onClose(): void;
  onLanguage(): void;
  onReconnect(): void;
}

/** The panel's content in one language. It reads the model, and tells it what the customer does. */
interface View {
  render(): void;
  /** The panel came into sight: what is measured in pixels can be measured now. */
  shown(): void;
  focus(): void;
  destroy(): void;
}

// The chat and its launcher

interface ChatParts {
  shadow: ShadowRoot;
  panel: HTMLElement;
  /** Origin, without a slash at the end. */
  server: string;
  site: string;
  /** Whether the panel is the page: then it cannot be closed. */
  isPage: boolean;
  language: Language;
  isOpen(): boolean;
  close(): void;
  onUnread(count: number): void;
  onLanguage(language: Language): void;
  onBlocked(): void;
}

interface Chat {
  opened(): void;
  closed(): void;
  send(text: string): void;
  destroy(): void;
}
