/// <reference path="../src/types/parts.d.ts" />
/// <reference path="./doctor.d.ts" />
import { styles } from './styles.js';
import { words } from './words.js';

/** @param {string} tag @param {Record<string, any>} [props] @param {...(Node | string)} children @returns {any} */
function h(tag, props = {}, ...children) {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
}

/**
 * What is found, on the page and as text to send to whoever can mend it.
 * @param {{ server: string, isOwnPage: boolean, again: () => void }} parts
 */
export function createReport({ server, isOwnPage, again }) {
  /** @type {Language} */
  let language = /^zh/i.test(navigator.language) ? 'zh-CN' : 'en';
  /** @type {Finding[]} */
  let findings = [];
  let isRunning = true;

  document.querySelector('kefu-doctor')?.remove();
  const host = document.createElement('kefu-doctor');
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets = [sheet];
  const list = h('ul');
  const summary = h('p', { className: 'summary', role: 'status' });
  const title = h('h1');
  const lead = h('p', { className: 'lead' });
  const repeat = h('button', { type: 'button', onclick: again });
  const copy = h('button', { type: 'button', className: 'quiet', onclick: toClipboard });
  const switcher = h('button', { type: 'button', className: 'quiet', onclick: otherLanguage });
  const close = h('button', { type: 'button', className: 'quiet', onclick: () => host.remove() });
  const onSite = h('p', { className: 'lead' });
  const card = h('main', { className: isOwnPage ? 'card' : 'card floating' },
    h('header', {}, title, switcher, ...(isOwnPage ? [] : [close])), lead, summary, list, h('footer', {}, repeat, copy), ...(isOwnPage ? [onSite] : []));
  shadow.append(card);
  document.documentElement.append(host);

  /** @param {string} key @param {Record<string, string | number>} [values] */
  const t = (key, values = {}) => {
    /** @type {Record<string, string>} */
    const known = words[language];
    return (known[key] ?? '').replace(/\{(\w+)\}/g, (_, name) => `${values[name]}`);
  };

  /** @param {Finding} finding */
  const meaning = ({ name, verdict, detail, values }) =>
    t(detail ? `${name}.${verdict}.${detail}` : `${name}.${verdict}`, values) || t(`any.${verdict}.${detail}`, values);

  const worst = () => (findings.some(({ verdict }) => verdict === 'bad') ? 'failed' : findings.some(({ verdict }) => verdict === 'warning') ? 'warned' : 'fine');

  function draw() {
    card.lang = language;
    title.textContent = t('title');
    lead.textContent = t('lead');
    summary.textContent = t(isRunning ? 'running' : worst());
    summary.className = `summary ${isRunning ? '' : worst()}`;
    repeat.textContent = t('again');
    repeat.disabled = isRunning;
    copy.textContent = t('copy');
    copy.disabled = isRunning;
    switcher.textContent = t('language');
    close.textContent = t('close');
    onSite.replaceChildren(t('onSite'), h('code', {}, `import('${server}/kehu/doctor.js')`));
    list.replaceChildren(...findings.map((finding) => h('li', { className: finding.verdict },
      h('span', { className: 'state' }, t(`state.${finding.verdict}`)),
      h('div', {}, h('h2', {}, t(finding.name)), h('p', {}, meaning(finding))))));
  }

  function otherLanguage() {
    language = language === 'en' ? 'zh-CN' : 'en';
    draw();
  }

  const text = () => [
    `${t('title')} · ${location.origin} → ${server} · ${new Date().toISOString()} · ${navigator.userAgent}`,
    ...findings.map((finding) => `[${t(`state.${finding.verdict}`)}] ${t(finding.name)}: ${meaning(finding)}`),
  ].join('\n');

  async function toClipboard() {
    try {
      await navigator.clipboard.writeText(text());
      copy.textContent = t('copied');
    } catch {
      // Not on pages without TLS: there the console has it.
      console.info(text());
    }
  }

  return {
    begin() {
      findings = [];
      isRunning = true;
      draw();
    },
    /** @param {Finding} finding */
    add(finding) {
      findings.push(finding);
      draw();
    },
    end() {
      isRunning = false;
      draw();
      console.info(text());
    },
  };
}
