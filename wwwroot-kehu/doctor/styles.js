/** The doctor's own look, light and dark. */
export const styles = `
:host{all:initial!important;--surface:#fff;--text:#172033;--muted:#5a687d;--line:#e3e8ef;--accent:#3451c7;--on-accent:#fff;
--good:#22743a;--good-soft:#e9f7ed;--warning:#8a4b08;--warning-soft:#fff4e0;--bad:#c92a2a;--bad-soft:#fff0f0;
font:15px/22px system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif!important;color:var(--text)!important}
@media(prefers-color-scheme:dark){:host{--surface:#151a25;--text:#e8ecf4;--muted:#9fabbe;--line:#2b3445;--accent:#8ba2fd;--on-accent:#0d1428;
--good:#69db7c;--good-soft:#16301d;--warning:#ffc078;--warning-soft:#3a2d17;--bad:#ff8787;--bad-soft:#3a1d1d}}
*{box-sizing:border-box;margin:0}
.card{display:block;max-width:720px;margin:48px auto;padding:32px;border-radius:12px;background:var(--surface)}
.floating{position:fixed;inset:16px auto 16px 16px;z-index:2147483001;width:min(480px,calc(100vw - 32px));margin:0;padding:20px;overflow-y:auto;
box-shadow:0 12px 40px #0f172a40,0 0 0 1px var(--line)}
header{display:flex;align-items:center;gap:8px}
h1{flex:1;font-size:22px;font-weight:600;line-height:30px}
h2{font-size:15px;font-weight:600;line-height:22px}
.lead{margin-top:8px;color:var(--muted)}
.summary{margin:20px 0 8px;padding:12px 16px;border-radius:8px;font-weight:600;background:var(--line)}
.fine{background:var(--good-soft);color:var(--good)}
.warned{background:var(--warning-soft);color:var(--warning)}
.failed{background:var(--bad-soft);color:var(--bad)}
ul{padding:0;list-style:none}
li{display:flex;align-items:flex-start;gap:16px;padding:12px 0;border-bottom:1px solid var(--line)}
li p{color:var(--muted);overflow-wrap:anywhere}
.state{flex:none;min-width:64px;padding:1px 10px;border-radius:99px;text-align:center;font-size:13px;font-weight:600}
.good .state{background:var(--good-soft);color:var(--good)}
.warning .state{background:var(--warning-soft);color:var(--warning)}
.bad .state{background:var(--bad-soft);color:var(--bad)}
footer{display:flex;gap:12px;margin-top:20px}
button{padding:8px 16px;border:1px solid transparent;border-radius:6px;background:var(--accent);color:var(--on-accent);font:inherit;font-weight:600;cursor:pointer}
.quiet{border-color:var(--line);background:none;color:var(--text)}
button:disabled{opacity:.5;cursor:default}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
code{display:block;margin-top:8px;padding:8px 12px;border-radius:6px;background:var(--line);color:var(--text);font:13px/20px ui-monospace,monospace;overflow-wrap:anywhere}
@media(max-width:480px){.card:not(.floating){margin:0;padding:20px;border-radius:0;min-height:100dvh}}`;
