import assert from 'node:assert/strict';
import test from 'node:test';
import { createBubbles } from '../../wwwroot-kehu/src/attachment-bubbles.js';
import { words } from '../../wwwroot-kehu/src/attachment-words-en.js';
import { translate } from '../../wwwroot-kehu/src/i18n.js';

/** An element, as far as bubbles look at it. */
const h = (tag, props = {}, ...children) => ({
  tag, ...props, children, style: {},
  append(...more) {
    this.children.push(...more);
  },
  replaceChildren(...next) {
    this.children = next;
  },
});

/** A bubble, and what brings it up to date. */
function open(line) {
  const given = [];
  const element = h('div');
  const bubbles = createBubbles({
    h, t: translate(words), icon: (name) => h('svg', { name }), adopt() {}, sizeText: (size) => `${size} B`, timeText: () => '0:01',
    address: (url) => `https://chat.example.com${url}`, bytes: async () => undefined, drop: (id) => given.push(id), view() {},
  });
  const render = bubbles.fill(element, () => line);
  return { element, render, given, video: () => element.children[0] };
}

const film = { type: 'video', filename: 'unboxing.mp4', content_type: 'video/mp4', size: 9 };
const URL_OF_FILM = '/api/messages/files/1?sig=x';

test('Bubble_OfAStoredVideo_PlaysItInPlaceAndLoadsNothingBefore', () => {
  const { video } = open({ key: 'm1', attachment: { ...film, url: URL_OF_FILM } });
  const { tag, src, controls, preload, playsInline, 'aria-label': label } = video();
  assert.deepEqual([tag, src, controls, preload, playsInline], ['video', `https://chat.example.com${URL_OF_FILM}`, true, 'metadata', true]);
  assert.match(label, /unboxing\.mp4/);
});

test('Bubble_OfAVideoOnItsWay_HasAnAddressOnceItIsUploadedAndPlaysOn', () => {
  const { video, render } = open({ key: 'p1', attachment: film, state: 'sending', progress: 0.5 });
  assert.deepEqual([video().tag, video().src], ['video', undefined]);
  render({ key: 'p1', attachment: { ...film, url: URL_OF_FILM }, state: 'sending' });
  const playing = video();
  assert.equal(playing.src, `https://chat.example.com${URL_OF_FILM}`);
  render({ key: 'p1', attachment: { ...film, url: URL_OF_FILM }, state: 'read' });
  assert.equal(video(), playing, 'what plays is not built anew');
});

test('Bubble_OfAVideoOnItsWay_ShowsHowFarItIsAndCanBeGivenUp', () => {
  const { element, given } = open({ key: 'p1', attachment: film, state: 'sending', progress: 0.5 });
  const [, upload, giveUp] = element.children;
  assert.deepEqual([upload.hidden, upload.ariaValueNow, giveUp.hidden], [false, '50', false]);
  giveUp.onclick();
  assert.deepEqual(given, ['p1']);
});
