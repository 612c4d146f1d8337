const SCORES = [1, 2, 3, 4, 5];

/** Five stars; a comment is asked for when one is chosen. @type {(parts: RatingParts) => HTMLElement} */
export const createRating = ({ h, t, onRate }) => {
  let score = 0;
  const words = h('p', { role: 'status' });
  const comment = h('textarea', { maxLength: 1000, rows: 2, 'aria-label': t('comment'), placeholder: t('comment') });
  const more = h('div', { class: 'field', hidden: true }, comment);
  const button = h('button', { class: 'button main', hidden: true }, t('rate'));
  const stars = SCORES.map((value) => h('label', {},
    h('input', { type: 'radio', name: 'score', 'aria-label': t('score', { count: value }), onchange: () => choose(value) }), '★'));

  /** @param {number} value */
  function choose(value) {
    score = value;
    stars.forEach((star, index) => star.classList.toggle('lit', index < value));
    words.textContent = value === 1 ? t('rateLow') : value === 5 ? t('rateHigh') : t('score', { count: value });
    more.hidden = button.hidden = false;
  }

  /** @param {Event} event */
  function submitted(event) {
    event.preventDefault();
    onRate(score, comment.value.trim());
  }

  return h('form', { class: 'inline', onsubmit: submitted },
    h('h3', {}, t('rateTitle')),
    h('fieldset', { class: 'stars', 'aria-label': t('rateTitle') }, ...stars),
    words, more, button);
};
