import { guarded } from './browser.js';

/**
 * On a phone the panel is the screen: the page behind it does not scroll, the keyboard makes it smaller instead of
 * covering it, and Tab stays inside.
 * @param {ShadowRoot} shadow
 * @param {HTMLElement} panel
 * @param {AbortSignal} signal  Ends it.
 * @returns {(isOpen: boolean) => void} To be told when the panel opens and closes.
 */
export function createFullScreen(shadow, panel, signal) {
  const narrow = matchMedia('(max-width: 480px)');
  const viewport = window.visualViewport ?? new EventTarget();
  const page = document.documentElement.style;
  /** The page's own, while it is locked. @type {string | null} */
  let overflow = null;
  let isFull = false;
  let isOpen = false;

  function update() {
    isFull = isOpen && narrow.matches;
    panel.ariaModal = `${isFull}`;
    if (isFull) overflow ??= page.overflow;
    else if (overflow === null) return;
    page.overflow = isFull ? 'hidden' : overflow ?? '';
    if (!isFull) overflow = null;
    const { height, offsetTop } = /** @type {VisualViewport} */ (viewport);
    panel.style.height = isFull && height ? `${height}px` : '';
    panel.style.top = isFull && height ? `${offsetTop}px` : '';
  }

  /** @param {any} event */
  function keepTabInside(event) {
    if (event.key !== 'Tab' || !isFull) return;
    const stops = [...panel.querySelectorAll('button, a, input, select, textarea, [tabindex="0"]')]
      .filter((stop) => stop.matches(':enabled, :not(button)') && stop.getClientRects().length);
    if (event.shiftKey) stops.reverse();
    if (shadow.activeElement !== stops[stops.length - 1]) return;
    event.preventDefault();
    /** @type {HTMLElement} */ (stops[0]).focus();
  }

  for (const [target, type, run] of /** @type {[EventTarget, string, (event: Event) => void][]} */ ([
    [narrow, 'change', update],
    [viewport, 'resize', update],
    [viewport, 'scroll', update],
    [panel, 'keydown', keepTabInside],
  ])) target.addEventListener(type, guarded(run), { signal });

  return (next) => {
    isOpen = next;
    update();
  };
}
