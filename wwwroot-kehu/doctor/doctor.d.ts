// What the doctor's parts promise one another. Types only.

type Verdict = 'good' | 'warning' | 'bad';

/** What one look came to. */
interface Seen {
  verdict: Verdict;
  /** Which of several things is wrong. */
  detail?: string;
  /** What the words name: an address, a setting's value. */
  values?: Record<string, string | number>;
}

/** The same with the look's name. Its words are `name.verdict`, or `name.verdict.detail` where there is one. */
interface Finding extends Seen {
  name: string;
}

/** What later looks need of earlier ones. */
interface Examined {
  server: string;
  isOwnPage: boolean;
  /** Policies that were broken meanwhile: directive and what it forbade. */
  violations: { directive: string; blocked: string }[];
  /** Of the customer that the doctor came as. */
  token?: string;
  serverTime?: number;
}

type Look = (examined: Examined) => Promise<Seen | null> | Seen | null;
