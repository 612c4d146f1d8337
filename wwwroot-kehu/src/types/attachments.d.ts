// Pictures, files, voice messages and videos: the door to the parts that are loaded on use, and those parts.

type AttachmentType = 'image' | 'file' | 'voice' | 'video';

/** What is known of a file, in the words of the wire. */
interface Attachment {
  /** Path on the server; absent until it is uploaded. */
  url?: string;
  filename: string;
  content_type: string;
  /** Bytes. */
  size: number;
  /** Pixels, where it is a picture or a video of known size. */
  width?: number;
  height?: number;
  duration_ms?: number;
}

/** What came of an upload: the file on the server, or why the server does not want it; neither: it is to be tried again. */
interface Uploaded {
  file?: Attachment;
  error?: string;
  retryAfterMs?: number;
}

/** Builds an element, as `dom.js` does; handed to parts, so that they bring nothing along. */
type Build = (tag: any, props?: Record<string, any>, ...children: (Node | string)[]) => any;

/** What every part is given. */
interface PartTools {
  h: Build;
  /** A drawing by name, or by the strokes themselves. */
  icon(path: string): SVGElement;
  t: Translate;
  /** "1.4 MB", of bytes. */
  sizeText(bytes: number): string;
  /** "1:05", of milliseconds. */
  timeText(ms: number): string;
  /** What can be drawn of a picture; null: nothing. */
  readPicture(blob: Blob): Promise<ImageBitmap | HTMLImageElement | null>;
  /** Adds rules to the chat's, once. */
  adopt(css: string): void;
}

interface AttachmentsParts {
  shadow: ShadowRoot;
  server: string;
  site: string;
  identity: Identity;
  clock: Clock;
  newId(): string;
  /** The outbox and what the server allows are asked for when they are needed: they come later than this. */
  model(): Model;
  /** How far an upload has come has changed. */
  onChange(): void;
}

/** The chat's side of attachments: small, and all that a chat of plain text loads of them. */
interface Attachments {
  /** A bubble in its size at once; the part that fills it may come later. */
  show(line: Line, language: Language): Bubble;
  upload(entry: Entry): Promise<Uploaded>;
  /** The message is stored or given up: its file need not be kept, nor sent any further. */
  forget(clientId: string): void;
  /** From 0 to 1; undefined where nothing is under way. */
  progress(clientId: string): number | undefined;
  /** Where files wait for the customer's word. */
  tray(language: Language, onChange: () => void): Promise<Tray>;
  /** Shows the recorder in place of the composer's box until it is done. */
  record(language: Language, box: HTMLElement): Promise<void>;
  destroy(): void;
}

interface KitParts extends Omit<AttachmentsParts, 'onChange'>, Pick<PartTools, 'h' | 'icon'>, Pick<UploadingParts, 'onProgress'> {
  once: <T>(load: () => Promise<T>) => () => Promise<T>;
  translate(words: Record<string, string>): Translate;
}

/** Behind that door. */
interface AttachmentKit extends Pick<Attachments, 'upload' | 'tray' | 'record'> {
  /** Fills a bubble, and gives what brings it up to date. */
  fill(element: HTMLElement, line: () => Line, language: Language): (line: Line) => void;
  forget(clientId: string): Promise<void>;
  /** Ends what is under way, and keeps the files. */
  stop(): Promise<void>;
}

interface UploadingParts {
  server: string;
  site: string;
  identity: Pick<Identity, 'current'>;
  clock: Clock;
  onProgress(clientId: string, share: number): void;
}

/** Keeps files until they are stored as messages, and brings them to the server. */
interface Uploading {
  keep(clientId: string, blob: Blob): Promise<void>;
  find(clientId: string): Promise<Blob | undefined>;
  /** One request at a time for one file, however often this is asked. */
  upload(entry: Entry): Promise<Uploaded>;
  forget(clientId: string): void;
  /** Ends what is under way, and keeps the files. */
  stop(): void;
}

/** Files by the `client_id` of their message, in the browser's database, or in memory where there is none. */
interface Blobs {
  put(id: string, blob: Blob): Promise<void>;
  get(id: string): Promise<Blob | undefined>;
  remove(id: string): Promise<void>;
}

/** A file as it will be sent. */
interface Prepared {
  blob: Blob;
  type: AttachmentType;
  filename: string;
  width?: number;
  height?: number;
  /** Of a picture: drawn, at the size it has. */
  canvas?: HTMLCanvasElement;
}

interface TrayParts extends PartTools {
  newId(): string;
  maxBytes: number;
  keep: Uploading['keep'];
  attach: Outbox['attach'];
  forget(clientId: string): void;
  onChange(): void;
}

/** The files that were chosen, dropped or pasted and not sent yet. */
interface Tray {
  element: HTMLElement;
  add(files: File[]): void;
  /** How many may be sent. */
  count(): number;
  /** Hands them to the outbox in their order, as soon as all are ready. */
  send(): Promise<void>;
}

interface RecorderParts extends PartTools {
  clock: Clock;
  onDone(blob: Blob, durationMs: number): void;
}

interface BubblesParts extends PartTools {
  /** Where paths lead to. */
  address(url: string): string;
  /** The bytes of a message's file, asked for as its reader: where the page's policy lets no picture of ours in. */
  bytes(line: Line): Promise<Blob | undefined>;
  /** Takes a message that is not sent back, and its file with it. */
  drop(clientId: string): void;
  view(line: Line, opener: HTMLElement): void;
}

/** Fills bubbles. */
interface Bubbles {
  fill(element: HTMLElement, line: () => Line): (line: Line) => void;
}

interface ViewerParts extends PartTools {
  root: ShadowRoot;
  language: Language;
}

interface Viewer {
  open(picture: { source?: string; name: string; bytes(): Promise<Blob | undefined> }, opener: HTMLElement): void;
}
