// Resolves once the dialog is closed, by a button or by Escape.
export function ask(dialog) {
  if (dialog.open) return false;
  dialog.returnValue = '';
  return new Promise(resolve => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
    dialog.showModal();
  });
}
