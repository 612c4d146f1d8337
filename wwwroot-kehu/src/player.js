export const playerStyles = `.player{flex:1;display:flex;align-items:center;gap:8px;padding:0 12px 0 8px}
.player button{flex:none;display:grid;place-items:center;width:32px;height:32px;border-radius:var(--round);background:currentColor}
.player button .icon{width:18px;height:18px;stroke:var(--raised);fill:var(--raised)}
.own .player button .icon{stroke:var(--accent);fill:var(--accent)}
.player input{appearance:none;color:inherit;flex:1;min-width:0;height:24px;margin:0;background:none;cursor:pointer}
.player input::-webkit-slider-runnable-track{height:3px;background:color-mix(in srgb,currentColor 40%,transparent)}
.player input::-moz-range-track{height:3px;background:color-mix(in srgb,currentColor 40%,transparent)}
.player input::-webkit-slider-thumb{appearance:none;width:11px;height:11px;margin-top:-4px;border-radius:9px;background:currentColor}
.player input::-moz-range-thumb{width:11px;height:11px;border:0;border-radius:9px;background:currentColor}
.player time{font:var(--caption);font-variant-numeric:tabular-nums}`;

const PLAY = 'M9 6.5l8 5.5-8 5.5z';
const PAUSE = 'M8.5 7v10M15.5 7v10';
const STEPS = 1000;

/** One voice speaks at a time. @type {HTMLAudioElement | undefined} */
let speaking;

/**
 * A voice message: nothing is loaded before it is played.
 * @param {Pick<PartTools, 'h' | 'icon' | 't' | 'timeText'> & { durationMs?: number, source(): Promise<string> }} parts
 * @returns {HTMLElement}
 */
export function createPlayer({ h, icon, t, timeText, durationMs = 0, source }) {
  /** @type {HTMLAudioElement | undefined} */
  let audio;
  const button = h('button', { type: 'button', onclick: toggle });
  const seek = h('input', { type: 'range', min: 0, max: STEPS, value: 0, 'aria-label': t('voice.seek'), oninput: sought });
  const time = h('time', {}, durationMs ? timeText(durationMs) : '');
  show();

  /** Recorders write no length into what they make; then the message's own counts. */
  const length = () => (audio && Number.isFinite(audio.duration) ? audio.duration : durationMs / 1000);

  function show() {
    const plays = !!audio && !audio.paused;
    const words = t(plays ? 'voice.pause' : 'voice.play');
    button.title = button.ariaLabel = words;
    button.replaceChildren(icon(plays ? PAUSE : PLAY));
  }

  function moved() {
    if (!audio) return;
    if (length()) seek.value = `${audio.currentTime / length() * STEPS}`;
    time.textContent = timeText(1000 * (audio.paused && !audio.currentTime ? length() : audio.currentTime));
  }

  function sought() {
    if (audio && length()) audio.currentTime = seek.value / STEPS * length();
  }

  async function toggle() {
    if (!audio) {
      audio = new Audio(await source());
      audio.onplay = audio.onpause = show;
      audio.ontimeupdate = audio.ondurationchange = moved;
      audio.onended = () => {
        if (audio) audio.currentTime = 0;
        show();
      };
    }
    if (!audio.paused) return audio.pause();
    speaking?.pause();
    speaking = audio;
    await audio.play();
  }

  return h('div', { class: 'player', role: 'group', 'aria-label': t('bubble.voice') }, button, seek, time);
}
