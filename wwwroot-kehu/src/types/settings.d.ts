// What an operator chose for the widget, as the server tells it: `WidgetSettings` there.

/** An operator's own words, in every language that the widget speaks. */
type Words = Record<Language, string>;

/** The accent's colours on one ground; their names are those of the tokens, with `_` for `-`. */
type Palette = Record<'accent' | 'on_accent' | 'accent_soft' | 'accent_text', string>;

interface Settings {
  theme: 'auto' | 'light' | 'dark';
  light: Palette;
  dark: Palette;
  side: 'right' | 'left';
  /** From that side and from the lower edge, in pixels. */
  side_offset: number;
  bottom_offset: number;
  /** Beside the launcher's icon. */
  label?: Words;
  /** Who answers, while nobody in particular does. */
  team?: Words;
  /** The first line of an empty chat, and the one below it. */
  greeting?: Words;
  introduction?: Words;
  /** Whether agents see what the customer has not sent yet; the customer is told. */
  typing_preview: boolean;
  /** The team's picture: a path on the server. */
  avatar_url?: string;
  pre_chat?: PreChatForm;
  /** After how long in the queue a message may be left instead; 0: not by time. */
  leave_message_after_seconds?: number;
  /** For how long after its end the next text opens the same conversation again; 0: never. */
  reopen_within_seconds?: number;
}
