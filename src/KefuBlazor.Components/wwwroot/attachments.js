// What is done with the attachments of a log: looking at pictures, hearing voices. One listener for all of them, however they come and go.

const zooms = [1, 1.5, 2, 3, 4, 6];
const steps = 1000;
const sounds = new WeakMap();
let speaking = null;

export function attend(log) {
  const viewer = createViewer(document.querySelector('[data-viewer]'));

  function onClick({ target }) {
    const picture = target.closest?.('[data-view]');
    if (picture) viewer.open(picture);
    const player = target.closest?.('[data-play]')?.closest('[data-voice]');
    if (player) toggle(player);
  }

  function onInput({ target }) {
    const player = target.matches?.('[data-seek]') && target.closest('[data-voice]');
    const sound = player && sounds.get(player);
    if (sound) sound.currentTime = target.value / steps * lengthOf(player, sound);
  }

  log.addEventListener('click', onClick);
  log.addEventListener('input', onInput);
  return () => {
    speaking?.pause();
    log.removeEventListener('click', onClick);
    log.removeEventListener('input', onInput);
    viewer.release();
  };
}

function timeText(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${`${whole % 60}`.padStart(2, '0')}`;
}

// Recorders write no length into what they make; then the message's own counts.
function lengthOf(player, sound) {
  return Number.isFinite(sound.duration) ? sound.duration : (Number(player.dataset.duration) || 0) / 1000;
}

// Nothing is loaded before it is played, and one voice speaks at a time.
function toggle(player) {
  let sound = sounds.get(player);
  if (!sound) {
    sound = new Audio(player.dataset.voice);
    sounds.set(player, sound);
    sound.onplay = sound.onpause = () => show(player, sound);
    sound.ontimeupdate = sound.ondurationchange = () => move(player, sound);
    sound.onended = () => { sound.currentTime = 0; };
  }
  if (!sound.paused) return sound.pause();
  speaking?.pause();
  speaking = sound;
  sound.play().catch(() => show(player, sound));
}

function show(player, sound) {
  const button = player.querySelector('[data-play]');
  player.classList.toggle('on', !sound.paused);
  button.title = button.ariaLabel = sound.paused ? button.dataset.playWords : button.dataset.pauseWords;
}

function move(player, sound) {
  const length = lengthOf(player, sound);
  if (length) player.querySelector('[data-seek]').value = sound.currentTime / length * steps;
  player.querySelector('[data-time]').textContent = timeText(sound.paused && !sound.currentTime ? length : sound.currentTime);
}

function createViewer(dialog) {
  if (!dialog) return { open() {}, release() {} };
  const picture = dialog.querySelector('[data-picture]');
  const sight = dialog.querySelector('[data-sight]');
  const [smaller, larger] = dialog.querySelectorAll('[data-zoom]');
  let zoom = 0;
  let whole = 0;
  let opener = null;

  function to(step) {
    if (zooms[step] === undefined) return;
    if (zoom === 0) whole = picture.getBoundingClientRect().width;
    zoom = step;
    picture.classList.toggle('large', zoom > 0);
    picture.style.width = zoom > 0 ? `${whole * zooms[zoom]}px` : '';
    sight.scrollTo((sight.scrollWidth - sight.clientWidth) / 2, (sight.scrollHeight - sight.clientHeight) / 2);
    smaller.disabled = zoom === 0;
    larger.disabled = zoom === zooms.length - 1;
  }

  function open(button) {
    opener = button;
    picture.src = button.dataset.view;
    picture.alt = dialog.querySelector('[data-name]').textContent = button.dataset.name;
    const download = dialog.querySelector('[data-download]');
    download.href = button.dataset.view;
    download.download = button.dataset.name;
    to(0);
    dialog.showModal();
    dialog.querySelector('[data-close]').focus();
  }

  function onClick({ target }) {
    const step = target.closest('[data-zoom]')?.dataset.zoom;
    if (step) to(zoom + Number(step));
    else if (target === picture) to(zoom === 0 ? 2 : 0);
    else if (target === sight || target.closest('[data-close]')) dialog.close();
  }

  function onKeyDown(event) {
    if (event.key === '+' || event.key === '=') to(zoom + 1);
    else if (event.key === '-') to(zoom - 1);
  }

  function onWheel(event) {
    if (zoom > 0 && !event.ctrlKey) return;
    event.preventDefault();
    to(zoom + (event.deltaY < 0 ? 1 : -1));
  }

  function onClose() {
    to(0);
    picture.removeAttribute('src');
    opener?.focus({ preventScroll: true });
  }

  const listeners = { click: onClick, keydown: onKeyDown, close: onClose };
  for (const [type, run] of Object.entries(listeners)) dialog.addEventListener(type, run);
  sight.addEventListener('wheel', onWheel, { passive: false });

  return {
    open,
    release() {
      for (const [type, run] of Object.entries(listeners)) dialog.removeEventListener(type, run);
      sight.removeEventListener('wheel', onWheel);
    },
  };
}
