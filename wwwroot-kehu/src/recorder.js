const styles = `.recorder{position:absolute;inset:0;display:flex;align-items:center;gap:8px;padding:4px;background:var(--surface);border-radius:inherit}
.box:has(.recorder){position:relative}
.recorder time{font:var(--caption);font-variant-numeric:tabular-nums;min-width:32px}
.recorder b{width:8px;height:8px;flex:none;border-radius:var(--round);background:var(--danger);animation:pulse 1.2s infinite}
.levels{flex:1;min-width:0;height:28px;display:flex;align-items:center;gap:2px;overflow:hidden}
.levels i{flex:1;height:100%;border-radius:var(--round);background:var(--accent);transform:scaleY(.08)}`;

/** The first that the browser can make. */
const FORMATS = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];
/** Five minutes end by themselves, and are sent if the customer wants. */
const LONGEST_MS = 5 * 60_000;
/** Shorter was a slip of the finger. */
const SHORTEST_MS = 700;
const BARS = 32;
const BAR_MS = 80;

/** How loud it is, from 0 to 1. @param {Uint8Array} samples  Of a wave around 128. */
export const loudness = (samples) =>
  Math.min(1, Math.sqrt(samples.reduce((sum, one) => sum + (one - 128) ** 2, 0) / samples.length) / 40);

/**
 * Records in place of the box, until it is sent or given up.
 * @param {HTMLElement} box
 * @param {RecorderParts} parts
 */
export async function record(box, { h, icon, t, timeText, adopt, clock, onDone }) {
  adopt(styles);
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true }).catch(() => null);
  if (!stream) {
    const refusal = h('p', { class: 'bar', role: 'alert' }, t('voice.denied'));
    box.before(refusal);
    clock.setTimeout(() => refusal.remove(), 6000);
    return;
  }

  const recorder = new MediaRecorder(stream, { mimeType: FORMATS.find((format) => MediaRecorder.isTypeSupported(format)), audioBitsPerSecond: 32_000 });
  const sound = new AudioContext();
  const analyser = sound.createAnalyser();
  sound.createMediaStreamSource(stream).connect(analyser);
  const samples = new Uint8Array(analyser.fftSize);
  const bars = Array.from({ length: BARS }, () => h('i'));
  const time = h('time', {}, timeText(0));
  /** @type {Blob[]} */
  const chunks = [];
  const levels = Array(BARS).fill(0);
  let startedAt = clock.now();
  let durationMs = 0;
  /** @type {any} */
  let timer;

  await new Promise((/** @type {(value?: any) => void} */ over) => {
    /** @param {boolean} isSent */
    function end(isSent) {
      clock.clearTimeout(timer);
      if (recorder.state === 'recording') durationMs = clock.now() - startedAt;
      recorder.onstop = () => {
        if (isSent && durationMs >= SHORTEST_MS) onDone(new Blob(chunks, { type: recorder.mimeType }), durationMs);
        over();
      };
      if (recorder.state === 'inactive') recorder.onstop(new Event('stop'));
      else recorder.stop();
    }

    function draw() {
      durationMs = clock.now() - startedAt;
      time.textContent = timeText(durationMs);
      analyser.getByteTimeDomainData(samples);
      levels.push(loudness(samples));
      levels.shift();
      bars.forEach((bar, i) => (bar.style.transform = `scaleY(${Math.max(0.08, levels[i])})`));
      if (durationMs < LONGEST_MS) timer = clock.setTimeout(draw, BAR_MS);
      else recorder.stop();
    }

    const send = h('button', { class: 'send', type: 'button', title: t('voice.send'), 'aria-label': t('voice.send'), onclick: () => end(true) }, icon('send'));
    const panel = h('div', {
      class: 'recorder', role: 'group', 'aria-label': t('voice.recording'),
      onkeydown(/** @type {KeyboardEvent} */ event) {
        if (event.key !== 'Escape') return;
        // It ends this, not the chat around it.
        event.stopPropagation();
        end(false);
      },
    },
      h('button', { class: 'tool', type: 'button', title: t('voice.cancel'), 'aria-label': t('voice.cancel'), onclick: () => end(false) }, icon('close')),
      h('b'), time, h('div', { class: 'levels', 'aria-hidden': 'true' }, ...bars), send);
    recorder.ondataavailable = ({ data }) => chunks.push(data);
    // What was begun on a page that loses its microphone is there to be sent.
    recorder.start(1000);
    startedAt = clock.now();
    box.append(panel);
    send.focus();
    draw();
  });

  box.querySelector('.recorder')?.remove();
  for (const track of stream.getTracks()) track.stop();
  sound.close();
}
