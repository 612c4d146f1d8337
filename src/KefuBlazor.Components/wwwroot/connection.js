// Whether the circuit's connection is up, as Blazor marks it on the element that is there to say so.

const bar = document.getElementById('components-reconnect-modal');
const down = ['components-reconnect-show', 'components-reconnect-failed', 'components-reconnect-rejected'];

export function connected() {
  return !bar || !down.some(name => bar.classList.contains(name));
}

export function onLost(listener) {
  if (bar) new MutationObserver(() => { if (!connected()) listener(); }).observe(bar, { attributes: true, attributeFilter: ['class'] });
}

// Calls the component, if there is a connection to call it over.
export async function call(component, method, ...values) {
  if (!connected()) throw new Error('no connection');
  return component.invokeMethodAsync(method, ...values);
}
