// Messages: on their way out, stored, and what is told about them.

interface Entry {
  /** Kept over every retry, so that sending twice stores once. */
  client_id: string;
  /** Of a text. */
  content?: string;
  /** Of a message that is left rather than said: how its customer can be answered. */
  left?: Record<string, string>;
  /** Of an attachment, and what it is; what is not uploaded yet has no `url`. */
  type?: AttachmentType;
  file?: Attachment;
  /** Its file was brought a second time, because the server knew no such upload of this customer's. */
  again?: boolean;
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
  /** What goes with a message that opens a conversation. */
  intake?(): Partial<Intake>;
  /** Brings an entry's file to the server. Asked again for one that is under way, it may begin anew. */
  upload?(entry: Entry): Promise<Uploaded>;
  /** The file of this message is of no use any more. */
  forget?(clientId: string): void;
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
  /** Whether any of them will still be sent by itself. */
  isSending(): boolean;
  /** 1–4000 UTF-16 units, not blank. */
  add(content: string): void;
  /** The same, for a customer who does not wait for the answer. */
  leave(content: string, contact: Record<string, string>): void;
  /** A message made of a file, which is kept under the same `client_id`. */
  attach(clientId: string, type: AttachmentType, file: Attachment): void;
  /** Gives a message up that is not sent. One that has left may still arrive. */
  drop(clientId: string): void;
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
  typed(text: string): void;
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
