/** Rules of what comes before and after a chat. Colours and sizes are the launcher's tokens. */
export const styles = `
.life{padding:12px 16px;border-top:1px solid var(--line);background:var(--surface);font:var(--body)}
.life.cover{flex:1;min-height:0;overflow-y:auto;padding:24px 20px;padding-bottom:calc(24px + env(safe-area-inset-bottom));border-top:0}
.life h3{font:var(--title)}
.life p{color:var(--muted);font:var(--caption)}
.life .lead{margin:4px 0 16px;font:var(--body);word-break:keep-all;overflow-wrap:anywhere}
.life form{display:flex;flex-direction:column;gap:16px}
.life form.inline{gap:8px;align-items:center}
.field{display:grid;gap:4px}
.field span{color:var(--muted);font:var(--caption)}
.field input,.field select,.field textarea{width:100%;min-height:40px;padding:8px 12px;border:1px solid var(--control);border-radius:var(--radius);
background:var(--surface);color:var(--text);font:var(--input)}
.field select{padding-inline:8px}
.field textarea{min-height:88px;resize:vertical}
.field ::placeholder{color:var(--muted);opacity:1}
.field :focus-visible{outline:0;border-color:var(--accent);box-shadow:0 0 0 3px var(--accent-soft)}
.field [aria-invalid=true]{border-color:var(--danger)}
.field .fault{color:var(--danger)}
.fault:empty{display:none}
.buttons{display:flex;flex-wrap:wrap;gap:8px;justify-content:center;margin-top:4px}
.cover .buttons{flex-direction:row-reverse;justify-content:flex-start}
.button{min-height:36px;padding:6px 16px;border:1px solid var(--line);border-radius:var(--radius);background:var(--surface);color:var(--text);font-weight:600}
.button:hover{background:var(--raised)}
.button.main{border-color:transparent;background:var(--accent);color:var(--on-accent)}
.button.main:hover{background:var(--accent) var(--accent-hover)}
.offer{display:flex;align-items:center;justify-content:space-between;gap:12px}
.center{display:grid;gap:8px;justify-items:center;text-align:center}
.center form,.center .field{width:100%}
.stars{display:flex;border:0;padding:0}
.stars label{position:relative;width:40px;height:40px;display:grid;place-items:center;color:var(--control);font-size:30px;line-height:1;cursor:pointer;border-radius:var(--radius)}
.stars input{position:absolute;inset:0;opacity:0;margin:0;cursor:pointer}
.stars .lit{color:var(--accent)}
.stars label:has(:focus-visible){outline:2px solid var(--accent)}
.menu{position:absolute;right:12px;top:calc(56px + env(safe-area-inset-top));z-index:1;display:grid;min-width:180px;padding:4px;border-radius:var(--radius-card);
background:var(--surface);box-shadow:var(--shadow)}
.choice{padding:8px 12px;border-radius:var(--radius);text-align:start}
.choice:hover{background:var(--raised)}`;
