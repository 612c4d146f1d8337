/** The chat's own rules and sizes. Its colours have a file of their own; what the empty panel needs already are the launcher's tokens. */
export const styles = `:focus-visible:not(:where(.panel,.input)){outline:2px solid var(--accent-text);outline-offset:2px}
:host{--round:99px;--radius:6px;--strong:600 12px/16px var(--font);--caption:12px/16px var(--font);--title:600 16px/22px var(--font)}
.badge{position:absolute;top:-4px;inset-inline-end:-4px;min-width:20px;padding:2px 6px;border-radius:var(--round);
background:var(--danger);color:var(--surface);font:var(--strong);box-shadow:0 0 0 2px var(--surface)}
.header{display:flex;align-items:center;gap:12px;padding-block:calc(12px + env(safe-area-inset-top)) 12px;padding-inline:16px 12px;
border-bottom:1px solid var(--line)}
.who{flex:1;min-width:0}
.name{font:var(--title)}
.name,.state{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.state{font:var(--caption);color:var(--muted)}
.face{position:relative}
.presence{position:absolute;inset-inline-end:0;bottom:0;width:12px;height:12px;border-radius:var(--round);
background:var(--control);border:2px solid var(--surface)}
.presence.here{background:var(--success)}
.avatar{width:40px;height:40px;flex:none;display:grid;place-items:center;border-radius:var(--round);
background:var(--accent-soft);color:var(--accent-text);font:var(--title);object-fit:cover}
.avatar .icon{width:22px;height:22px}
.avatar.small{width:28px;height:28px;font:var(--strong)}
.avatar.large{width:64px;height:64px}
.avatar.large .icon{width:32px;height:32px}
.icon{width:20px;height:20px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.tool{width:36px;height:36px;flex:none;display:grid;place-items:center;border-radius:var(--radius);color:var(--muted);font:var(--strong)}
.tool:hover{background:var(--raised);color:var(--text)}
.tool+.tool{margin-inline-start:-8px}
.bar{display:flex;justify-content:center;gap:8px;padding:8px 16px;background:var(--warning-soft);color:var(--warning);
font:var(--caption)}
.link{font-weight:600;text-decoration:underline;text-underline-offset:2px}
.log{position:relative;flex:1;min-height:0;contain:strict;display:flex;flex-direction:column}
.scroller{flex:1;display:flex;flex-direction:column;padding:16px;overflow-y:auto;overscroll-behavior:contain;overflow-anchor:none;background:var(--surface)}
.scroller:focus-visible{outline-offset:-2px}
.log .skeleton{padding:0}
.greeting{margin:32px auto 8px;display:grid;justify-items:center;text-align:center}
.hello{margin-top:16px;font:var(--title)}
.hint{margin-top:4px;color:var(--muted);max-width:280px}
.day,.note{margin:auto;padding-top:16px;text-align:center;color:var(--muted);font:var(--caption);max-width:300px}
.hint,.note{text-wrap:balance;word-break:keep-all;overflow-wrap:anywhere}
.pill{align-self:center;flex:none;display:flex;align-items:center;gap:4px;padding:6px 12px;border-radius:var(--round);
background:var(--raised);color:var(--text);font:var(--caption)}
.pill:hover{background:var(--hover)}
.pill .icon{width:16px;height:16px}
.news{position:absolute;bottom:12px;align-self:center}
.newer{background:var(--accent);color:var(--on-accent);box-shadow:var(--shadow-small)}
.newer:hover,.send:hover{background:var(--accent) var(--accent-hover)}
.row{position:relative;display:flex;padding-top:2px}
.row.first{padding-top:16px}
.other{padding-inline-start:36px}
.other .avatar{position:absolute;inset-inline-start:0;top:36px}
.row:not(.first) .avatar,.row:not(.first) .author,.row:not(.last) .meta{display:none}
.stack{max-width:84%;display:flex;flex-direction:column;align-items:flex-start}
.own{justify-content:flex-end}
.own .avatar{display:none}
.own .stack{align-items:flex-end}
.author{margin-bottom:4px;color:var(--muted);font:var(--caption)}
.bubble{padding:8px 12px;border-radius:var(--radius-card);background:var(--raised);white-space:pre-wrap;overflow-wrap:anywhere}
.bubble a{color:inherit;text-decoration:underline;text-underline-offset:2px}
.own .bubble{background:var(--accent);color:var(--on-accent)}
.other:not(.first) .bubble{border-start-start-radius:4px}
.other:not(.last) .bubble{border-end-start-radius:4px}
.own:not(.first) .bubble{border-start-end-radius:4px}
.own:not(.last) .bubble{border-end-end-radius:4px}
.sending .bubble{opacity:.88}
.meta{display:flex;align-items:center;gap:4px;margin-top:4px;color:var(--muted);font:var(--caption)}
.mark,.retry{display:inline-flex;align-items:center;gap:4px}
.meta .icon{width:14px;height:14px}
.read .mark{color:var(--accent-text)}
.failed time{display:none}
.retry{color:var(--danger);padding:2px 0}
.retry:hover{text-decoration:underline}
.dots{display:flex;gap:4px;padding:14px 12px}
.dots i{width:6px;height:6px;border-radius:var(--round);background:var(--muted);animation:pulse 1.2s infinite}
.dots i:nth-child(2){animation-delay:.2s}
.dots i:nth-child(3){animation-delay:.4s}
.hidden-text{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.previewed{margin-top:6px;color:var(--muted);font:var(--caption);text-align:center}
.composer{position:relative}
.input{min-width:0;max-height:188px}
.picker{position:absolute;inset-inline-end:12px;bottom:calc(100% - 4px);display:grid;grid-template-columns:repeat(8,36px);padding:8px;
border:1px solid var(--line);border-radius:var(--radius-card);background:var(--surface);box-shadow:var(--shadow)}
.emoji{height:36px;border-radius:var(--radius);font:22px/36px "Apple Color Emoji","Segoe UI Emoji","Noto Color Emoji",sans-serif}
.emoji:hover{background:var(--raised)}
.camera{display:none}
@media(pointer:coarse){.camera{display:grid}}
.dropping .box{border-style:dashed;border-color:var(--accent);background:var(--accent-soft)}
.left{align-self:center;color:var(--muted);font:var(--caption)}
.send{width:36px;height:36px;flex:none;display:grid;place-items:center;border-radius:8px;background:var(--accent);color:var(--on-accent)}
.send:disabled{background:var(--raised);color:var(--muted);cursor:default}`;
