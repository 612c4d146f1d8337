// Blazor tries to reconnect by itself and marks this element. What it leaves open: a page whose circuit is gone for good has to be loaded
// anew, as soon as the server answers again; the address and the browser's storage hold what it needs.

const bar = document.getElementById('components-reconnect-modal');
const gone = ['components-reconnect-failed', 'components-reconnect-rejected'];
let waiting = false;

async function answers() {
  try {
    return (await fetch('health/live', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

async function reloadWhenBack() {
  if (waiting) return;
  waiting = true;
  while (!await answers()) await new Promise(next => setTimeout(next, 1500 + Math.random() * 1500));
  location.reload();
}

// A server that has come back knows no old circuit: asking it at once saves the wait for Blazor's next try.
async function hurry() {
  while (bar.classList.contains('components-reconnect-show')) {
    if (await answers() && bar.classList.contains('components-reconnect-show')) {
      const resumed = await window.Blazor.reconnect().catch(() => null);
      if (resumed === false) return reloadWhenBack();
    }
    await new Promise(next => setTimeout(next, 2000 + Math.random() * 1000));
  }
}

let hurrying = false;

function look() {
  if (gone.some(name => bar.classList.contains(name))) {
    reloadWhenBack();
  } else if (bar.classList.contains('components-reconnect-show') && !hurrying) {
    hurrying = true;
    hurry().finally(() => { hurrying = false; });
  }
}

new MutationObserver(look).observe(bar, { attributes: true, attributeFilter: ['class'] });
window.addEventListener('online', look);

for (const button of document.querySelectorAll('[data-reload]')) button.addEventListener('click', () => location.reload());
