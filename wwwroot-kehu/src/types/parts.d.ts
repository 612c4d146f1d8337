/// <reference path="./wire.d.ts" />
/// <reference path="./link.d.ts" />
/// <reference path="./messages.d.ts" />
/// <reference path="./attachments.d.ts" />
/// <reference path="./view.d.ts" />
/// <reference path="./settings.d.ts" />
/// <reference path="./life.d.ts" />
/// <reference path="./site.d.ts" />
// What the chat's modules promise one another. Ambient and types only: no browser loads these files.

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
