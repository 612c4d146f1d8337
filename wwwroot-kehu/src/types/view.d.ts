// The model, its views, and the launcher around them.

interface ModelParts {
  store: Store;
  clock: Clock;
  tab: string;
  newId(): string;
  link: Pick<Connection, 'send' | 'probe'>;
  /** What the outbox needs of attachments. */
  files?: Pick<Attachments, 'upload' | 'forget'>;
  /** Whether the agent sees what the customer has not sent yet. */
  preview?: boolean;
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
  /** Milliseconds since 1970, by the server's clock. */
  serverNow(): number;
  /** Ends the conversation. */
  end(): boolean;
  /** 1–5, once after the end. */
  rate(score: number, comment: string): boolean;
  outbox: Outbox;
  typing: TypingSender;
  loadOlder(): void;
  hasOlder(): boolean;
  link(): { phase: Phase; failures: number };
  /** The customer's id; '' while there is no link. */
  me(): string;
  /** Whether somebody is there to answer. */
  online(): boolean;
  /** The most that a file may have, in bytes. */
  maxUploadBytes(): number;
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
  attachment?: Attachment & { type: AttachmentType };
  /** How much of it is uploaded, from 0 to 1. */
  progress?: number;
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
  /** Whether it is any use to send it again. */
  canRetry?: boolean;
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

/** A line in the list. Its height, in pixels, is that of its last layout, or 0. */
type Row = Bubble & { height: number; line?: Line };

interface LogRowsParts {
  scroller: HTMLElement;
  list: HTMLElement;
  draw(line: Line): Bubble;
}

/** Which rows of the log are in the document. */
interface LogRows {
  /** These are the lines now. Rows follow with the next move. */
  set(lines: Line[]): void;
  /** Whether the rows that should be there are. */
  isDone(atEnd: boolean): boolean;
  /** Brings the rows nearer to what should be there, a few of them. `atEnd`: that is the end, wherever the scroller stands. */
  move(atEnd: boolean): void;
  /** What is under the eye stays there, whatever the change does. */
  still(change: () => void): void;
  /** Notes how high the rows are. */
  measure(): void;
}

interface LogParts {
  t: Translate;
  dates: Dates;
  /** The address of the team's. */
  picture?: string;
  /** A bubble for an attachment. */
  show(line: Line): Bubble;
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
  /** Whether Enter alone is a new line, and Ctrl or ⌘ with it sends. */
  withControl: boolean;
  /** One that is written in already, within its box and form. */
  field?: HTMLTextAreaElement;
  /** The last key in that. */
  pressed(): KeyboardEvent | undefined;
  openTray(onChange: () => void): Promise<Tray>;
  /** The customer wants to speak: in place of this, until it is over. */
  onRecord(box: HTMLElement): Promise<void>;
  /** Whether what is typed is seen before it is sent, and the customer told so. */
  preview?: boolean;
  onSend(text: string): void;
  onInput(text: string): void;
}

interface EmojiParts {
  /** Builds elements; handed in, so that this part, which comes late, brings nothing along. */
  h: (tag: any, props?: Record<string, any>, ...children: (Node | string)[]) => any;
  label: string;
  onPick(emoji: string): void;
  onClose(): void;
}

type EmojiPicker = { element: HTMLElement; focus(): void };

/** Where the customer writes. What is not sent yet is kept in the store. */
interface Composer {
  element: HTMLElement;
  /** Takes up what was written, and perhaps sent, before there was a chat. */
  begin(): void;
  /** Takes files that were chosen, dropped or pasted. */
  attach(files: Iterable<File>): void;
  /** Grows or shrinks with its text; for this it must be in sight. */
  fit(): void;
  focus(): void;
}

interface ViewParts {
  panel: HTMLElement;
  settings: Settings;
  server: string;
  /** The visitor's. */
  token(): string | undefined;
  /** Something of the view's own changed. */
  onChange(): void;
  model: Model;
  attachments: Attachments;
  t: Translate;
  language: Language;
  store: Store;
  clock: Clock;
  /** The address of the team's. */
  picture?: string;
  canClose: boolean;
  withControl: boolean;
  preview?: boolean;
  /** As the composer takes them. */
  field?: HTMLTextAreaElement;
  pressed(): KeyboardEvent | undefined;
  onClose(): void;
  onLanguage(): void;
  /** The customer wants to hear messages, or not. */
  onSound(): void;
  onReconnect(): void;
}

/** The panel's content in one language. It reads the model, and tells it what the customer does. */
interface View {
  render(): void;
  /** The panel came into sight: what is measured in pixels can be measured now. */
  shown(): void;
  /** The composer takes up what was written before there was a chat. */
  begin(): void;
  focus(): void;
  /** Files that were dropped somewhere on the chat. */
  attach(files: Iterable<File>): void;
  destroy(): void;
}

interface ArrivalsParts {
  model: Pick<Model, 'ready' | 'messages'>;
  /** An agent's message came while this page was here: each is told once, in its order. */
  onArrived(message: Message): void;
}

interface ChatParts {
  shadow: ShadowRoot;
  panel: HTMLElement;
  /** Origin, without a slash at the end. */
  server: string;
  site: string;
  settings: Settings;
  /** Rules of the host on the ground that is chosen, or the one that the customer's system has. */
  themed(settings: Settings, ground: (name: 'light' | 'dark') => string): string;
  /** Whether the panel is the page: then it cannot be closed. */
  isPage: boolean;
  withControl: boolean;
  language: Language;
  isOpen(): boolean;
  /** Where the customer writes already. */
  field?: HTMLTextAreaElement;
  /** The last key there, until the chat listens. */
  pressed(): KeyboardEvent | undefined;
  close(): void;
  onUnread(count: number): void;
  /** Lets the page hear of an event. */
  tell(event: 'message', value: { id: string; content: string; from?: string; timestamp: string }): void;
  onLanguage(language: Language): void;
  onBlocked(): void;
  /** Another tab signed out, or became somebody. */
  onSignOut(): void;
}

interface Chat {
  opened(): void;
  closed(): void;
  send(text: string): void;
  /** The page says who the customer is. */
  identify(user: any): void;
  destroy(): void;
}
