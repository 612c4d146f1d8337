/** A page's title is often set a moment after its address. */
const SETTLE_MS = 500;
const LONGEST_URL = 2048;

/** @type {(parts: PageReportParts) => PageReport} */
export const createPageReport = ({ page, clock, send, signal }) => {
  const { document, navigation } = page;
  const landing = page.location.href;
  let told = '';
  /** @type {any} */
  let timer;

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

  // The page's history stays as it is: what cannot be heard there shows in what routers do besides.
  if (navigation) navigation.addEventListener('currententrychange', look, { signal });
  else {
    for (const type of ['popstate', 'hashchange', 'click']) page.addEventListener(type, look, { signal, passive: true });
    const observer = new page.MutationObserver(look);
    observer.observe(document.head, { subtree: true, childList: true, characterData: true });
    signal.addEventListener('abort', () => observer.disconnect());
  }
  signal.addEventListener('abort', () => clock.clearTimeout(timer));

  return {
    again() {
      told = '';
      look();
    },
  };
};
