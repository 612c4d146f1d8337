// Before, beside and after the messages: forms, the queue's way out, the end of a chat.

/** The form before the first message, as the server tells it. */
interface PreChatForm {
  fields: { key: string; kind: 'text' | 'choice' | 'name' | 'email' | 'phone'; required: boolean; label?: Words; choices?: string[] }[];
  departments: { id: string; name: Words }[];
}

/** What is sent with the message that opens a conversation. */
type Intake = { department?: string; form: Record<string, string> };

/** What the state of a chat's life is read from. */
interface LifeState {
  model: Model;
  store: Store;
  settings: Settings;
}

interface LifeParts extends LifeState {
  /** Builds elements; handed in, so that this part, which comes late, brings nothing along. */
  h: (tag: any, props?: Record<string, any>, ...children: (Node | string)[]) => any;
  /** Whether the form before the first message is due. */
  isAsked(): boolean;
  /** Whether there was somebody who can be rated, and was not. */
  isRateable(): boolean;
  /** Whether the customer left a message rather than wait. */
  hasLeft(): boolean;
  /** Whether the next text opens the ended conversation again. */
  isReopenable(): boolean;
  /** Whether the customer may leave a message by now. */
  isLongWait(): boolean;
  /** Where it shows what there is: between the messages and the composer. */
  element: HTMLElement;
  panel: HTMLElement;
  language: Language;
  /** Origin, without a slash at the end. */
  server: string;
  /** The visitor's. */
  token(): string | undefined;
  /** Something was chosen: draw. */
  onChange(): void;
  /** Back to where the customer writes. */
  focus(): void;
}

interface Life {
  render(): void;
  /** Whether it takes the whole panel below the header. */
  covers(): boolean;
  /** Whether nothing can be written meanwhile. */
  holds(): boolean;
  /** What can be done with the chat: end it, take it along. */
  openMenu(): void;
  destroy(): void;
}

interface FormField {
  key: string;
  kind: string;
  label: string;
  required?: boolean;
  /** Value and words of each. */
  choices?: string[][];
  value?: string;
}

interface FormParts {
  h: LifeParts['h'];
  t: Translate;
  fields: FormField[];
  /** The words of the buttons. */
  submit: string;
  back?: string;
  /** The answers that are not empty. */
  onSubmit(answers: Record<string, string>): void;
  onBack?(): void;
}

interface RatingParts {
  h: LifeParts['h'];
  t: Translate;
  onRate(score: number, comment: string): void;
}
