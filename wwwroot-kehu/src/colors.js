/** The colours that only the chat has, on each ground. Those of the button and of the empty panel are the launcher's tokens. */
export const colors = {
  light: `--shade:#000c;--on-shade:#fff;--hover:#e7ebf2;--control:#8391a7;--muted:#5a687d;
--success:#2b8a3e;--warning:#8a4b08;--warning-soft:#fff4e0`,
  dark: `--shade:#000c;--on-shade:#fff;--hover:#303a4d;--control:#6b7a93;--muted:#9fabbe;
--success:#69db7c;--warning:#ffc078;--warning-soft:#3a2d17`,
};
