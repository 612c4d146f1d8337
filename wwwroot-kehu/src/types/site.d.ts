// What the page around the chat is and says.

interface PageReportParts {
  page: any;
  clock: Clock;
  send: Send;
  /** Ends it. */
  signal: AbortSignal;
}

/** Tells which page of the site the customer is on, each once, however the page's router moves between them. */
interface PageReport {
  /** There is a new link, or the customer looks here again: what was told may no longer be the last that was. */
  again(): void;
}

interface SiteUserParts {
  store: Store;
  send: Send;
  /** For who made the page. */
  warn(fault: string): void;
}

/** Tells who the page says that the customer is: once to each customer that this chat is. */
interface SiteUser {
  /** `me`: the customer's id, '' while there is no link. */
  identify(user: any, me: string): void;
  connected(me: string): void;
  /** The server says that they are this customer. */
  became(me: string): void;
  /** Takes an `error`, of whatever frame. */
  refused(error: Frame): void;
}
