// Voice messages of agents, recorded as customers record theirs.

import { record } from './recorder.js';

const strokes = { close: 'M6 6l12 12M18 6L6 18', send: 'M5 12h13M12 5.5l6.5 6.5-6.5 6.5' };
const clock = { now: () => Date.now(), setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: timer => clearTimeout(timer) };

// Browsers have microphones for secure pages only.
export const canRecord = () => Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder);

// Records in place of the box. What was said as a file; null if it was given up. words: by what they are for.
export async function recordVoice(box, words) {
  let file = null;
  await record(box, {
    h, icon, clock, timeText,
    adopt() {}, // the composer's own sheet knows how it looks
    t: key => words[key.replace('voice.', '')],
    onDone(blob) {
      const [type] = blob.type.split(';');
      file = new File([blob], `voice.${type.slice(6).replace('mp4', 'm4a')}`, { type });
    },
  });
  return file;
}

function timeText(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')}`;
}

function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS(svg.namespaceURI, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('width', '18');
  svg.setAttribute('height', '18');
  svg.setAttribute('class', 'icon');
  svg.ariaHidden = 'true';
  path.setAttribute('d', strokes[name]);
  svg.append(path);
  return svg;
}
