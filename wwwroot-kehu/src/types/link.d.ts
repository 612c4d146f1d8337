// The link to the server.

/** `checking` asks why an open failed; `blocked` and `stopped` are final. */
type Phase = 'idle' | 'connecting' | 'open' | 'checking' | 'waiting' | 'blocked' | 'stopped';

/** Asks what a browser hides about a refused WebSocket: whether the token still counts or, without one, whether the server is there. Status 0: no answer. */
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

/** A WebSocket as the connection uses it, or what stands for one. */
interface Socket {
  readonly readyState: number;
  onmessage: ((event: any) => void) | null;
  onclose: ((event: any) => void) | null;
  /** A stream's: a WebSocket gets through again, and has been welcomed. */
  onswitch?: ((socket: WebSocket, welcome: string) => void) | null;
  send(text: string): void;
  close(): void;
}

type StreamLink = { -readonly [K in keyof Socket]: Socket[K] };

interface StreamParts {
  /** Origin, without a slash at the end. */
  server: string;
  visitor: Visitor | null;
  openSocket(): WebSocket;
  fetch: typeof globalThis.fetch;
  clock: Clock;
}

interface ConnectionParts {
  /** Of the WebSocket, without a query. */
  url: string;
  identity: Identity;
  whoAmI: WhoAmI;
  firstVisit: FirstVisit;
  WebSocket: new (url: string, protocols: string[]) => WebSocket;
  /** Opens what stands for a WebSocket where none gets through. */
  openStream(visitor: Visitor | null, openSocket: () => WebSocket): Promise<Socket>;
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
  /** The customer is another, or has to be asked who they are: the socket of before is gone at once. */
  restart(): void;
  /** The network or the page came back, or the customer asks: try now. */
  wake(): void;
  stop(): void;
}
