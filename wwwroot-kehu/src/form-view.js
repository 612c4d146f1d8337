/** What browsers know of a kind of answer. @type {Record<string, Record<string, any>>} */
const KINDS = {
  name: { autocomplete: 'name' },
  email: { type: 'email', autocomplete: 'email' },
  phone: { type: 'tel', autocomplete: 'tel' },
};

/** @type {(parts: FormParts) => HTMLElement} */
export const createForm = ({ h, t, fields, submit, back, onSubmit, onBack }) => {
  const built = fields.map(({ key, kind, label, required, choices, value = '' }) => {
    const fault = h('span', { class: 'fault', role: 'alert' });
    /** @type {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */
    const input = choices
      ? h('select', { required }, h('option', { value: '' }, t('choose')), ...choices.map(([id, words]) => h('option', { value: id }, words)))
      : h(kind === 'message' ? 'textarea' : 'input', { required, maxLength: kind === 'message' ? 4000 : 500, ...KINDS[kind] });
    input.value = value;
    input.oninput = () => tell('');
    const element = h('label', { class: 'field' }, h('span', {}, label + (required ? '' : t('optional'))), input, fault);

    /** @param {string} words */
    function tell(words) {
      fault.textContent = words;
      input.ariaInvalid = `${!!words}`;
    }

    return {
      element, key, input,
      check() {
        const isMissing = required && !input.value.trim();
        tell(isMissing ? t('missing') : input.checkValidity() ? '' : t('wrongEmail'));
        return !fault.textContent;
      },
    };
  });

  /** @param {Event} event */
  function submitted(event) {
    event.preventDefault();
    const faulty = built.filter(({ check }) => !check());
    if (faulty.length) return faulty[0].input.focus();
    onSubmit(Object.fromEntries(built.map(({ key, input }) => [key, input.value.trim()]).filter(([, value]) => value)));
  }

  return h('form', { noValidate: true, onsubmit: submitted },
    ...built.map(({ element }) => element),
    h('div', { class: 'buttons' },
      h('button', { class: 'button main' }, submit),
      ...(onBack ? [h('button', { class: 'button', type: 'button', onclick: onBack }, back ?? '')] : [])));
};
