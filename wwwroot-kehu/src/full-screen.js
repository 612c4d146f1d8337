import { guarded } from './clock.js';

/**
 * On a phone the panel is the screen: the page behind it does not scroll, the keyboard makes it smaller instead of
 * covering it, and Tab stays inside.
 * @param {HTMLElement} panel
 * @param {ShadowRoot} shadow
 */
export function createFullScreen(panel, shadow) {
  const narrow = matchMedia('(max-width: 480px)');
  const viewport = window.visualViewport;
  const page = document.documentElement;
  /** What the page had before, while it is locked. @type {string | null} */
  let overflow = null;
  let isOpen = false;

  const update = guarded(() => {
    const isFull = isOpen && narrow.matches;
    panel.setAttribute('aria-modal', String(isFull));
    panel.style.height = isFull && viewport ? `${viewport.height}px` : '';
    panel.style.top = isFull && viewport ? `${viewport.offsetTop}px` : '';
    if (isFull && overflow === null) {
      overflow = page.style.overflow;
      page.style.overflow = 'hidden';
    } else if (!isFull && overflow !== null) {
      page.style.overflow = overflow;
      overflow = null;
    }
  });

  const trap = guarded((/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Tab' || !isOpen || !narrow.matches) return;
    const stops = /** @type {HTMLElement[]} */ ([...panel.querySelectorAll('button, a, textarea, [tabindex="0"]')])
      .filter((stop) => stop.offsetParent && !(/** @type {HTMLButtonElement} */ (stop).disabled));
    const [from, to] = event.shiftKey ? [stops[0], stops[stops.length - 1]] : [stops[stops.length - 1], stops[0]];
    if (shadow.activeElement !== from) return;
    event.preventDefault();
    to.focus();
  });

  narrow.addEventListener('change', update);
  viewport?.addEventListener('resize', update);
  viewport?.addEventListener('scroll', update);
  panel.addEventListener('keydown', trap);

  return {
    /** @param {boolean} next  Whether the panel is open. */
    set(next) {
      isOpen = next;
      update();
    },
    destroy() {
      isOpen = false;
      update();
      narrow.removeEventListener('change', update);
      viewport?.removeEventListener('resize', update);
      viewport?.removeEventListener('scroll', update);
      panel.removeEventListener('keydown', trap);
    },
  };
}
