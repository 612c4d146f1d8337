/** A page's title is often set a moment after its address. */
const SETTLE_MS = 500;
/** How often the address is looked at where nothing tells of a move. */
const LOOK_MS = 2000;
const LONGEST_URL = 2048;

/** @type {(parts: PageReportParts) => PageReport} */
export const createPageReport = ({ page, clock, send, signal }) => {
  const { document, navigation } = page;
  const landing = page.location.href;
  let told = '';
  /** @type {any} */
  let timer;
  /** @type {any} */
  let watch;

  function tell() {
    const { href } = page.location;
    // A tab that nobody looks at is not where the customer is.
    if (href === told || document.visibilityState === 'hidden') return;
    const url = href.length > LONGEST_URL ? href.split(/[?#]/)[0] : href;
    const referrer = (href === landing && document.referrer) || undefined;
    if (send({ type: 'page', url, title: document.title, referrer })) told = href;
  }

  function look() {
    clock.clearTimeout(timer);
    timer = clock.setTimeout(tell, SETTLE_MS);
  }

  /** A router that moves on an answer, as after signing in, is heard in nothing at all. */
  function watchOver() {
    watch = clock.setTimeout(watchOver, LOOK_MS);
    if (page.location.href !== told) look();
  }

  // The page's history stays as it is: what cannot be heard there shows in what routers do besides.
  if (navigation) navigation.addEventListener('currententrychange', look, { signal });
  else {
    for (const type of ['popstate', 'hashchange', 'click']) page.addEventListener(type, look, { signal, passive: true });
    const observer = new page.MutationObserver(look);
    observer.observe(document.head, { subtree: true, childList: true, characterData: true });
    signal.addEventListener('abort', () => observer.disconnect());
    watch = clock.setTimeout(watchOver, LOOK_MS);
  }
  signal.addEventListener('abort', () => {
    clock.clearTimeout(timer);
    clock.clearTimeout(watch);
  });

  return {
    again() {
      told = '';
      look();
    },
  };
};
