// The shop around the chat. It talks to the chat as any site would: by the queue, which works before the chat is there.
window.Kefu = window.Kefu || function () {
  (window.Kefu.q = window.Kefu.q || []).push(arguments);
};

(() => {
  const words = {
    'zh-CN': {
      brand: '山间茶舍',
      menu: '主菜单',
      teas: '当季好茶',
      visit: '来访',
      language: 'English',
      eyebrow: '2026 年春茶预订',
      title: '一山一水，一杯好茶',
      lead: '我们从海拔 800 米的茶园直接采收，手工制作，七天内送到您手上。',
      browse: '看看好茶',
      ask: '问问客服',
      per: '/ 100 克',
      greenName: '明前绿茶',
      greenText: '清明前采摘，豆香清新，回甘持久。',
      oolongName: '炭焙乌龙',
      oolongText: '三次慢火炭焙，花果香与木香交织。',
      redName: '小种红茶',
      redText: '松烟轻熏，汤色橙红，入口甜润。',
      visitText: '茶园每天 9:00 至 17:00 开放。来之前请与我们联系，我们为您备好茶席。',
      footer: '这是一家虚构的商店，用来试用右下角的在线客服。',
    },
    en: {
      brand: 'Hillside Tea',
      menu: 'Main menu',
      teas: 'Teas of the season',
      visit: 'Visit us',
      language: '中文',
      eyebrow: 'Spring teas 2026, now on order',
      title: 'One hill, one stream, one good cup',
      lead: 'Picked at 800 metres, finished by hand, and with you within seven days.',
      browse: 'Browse teas',
      ask: 'Ask us',
      per: '/ 100 g',
      greenName: 'Early green',
      greenText: 'Picked before the spring rains. Fresh, nutty, with a long sweet finish.',
      oolongName: 'Charcoal oolong',
      oolongText: 'Roasted three times over slow charcoal. Blossom, fruit and wood.',
      redName: 'Pine-smoked black',
      redText: 'A breath of pine smoke, amber in the cup, sweet and round.',
      visitText: 'The garden is open every day from 9:00 to 17:00. Write to us first and a table will be ready.',
      footer: 'This shop is imaginary. It is here so that you can try the chat in the corner.',
    },
  };

  let language = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';

  function show() {
    document.documentElement.lang = language;
    for (const element of document.querySelectorAll('[data-words]')) {
      element.textContent = words[language][element.dataset.words];
    }
    for (const element of document.querySelectorAll('[data-words-label]')) {
      element.setAttribute('aria-label', words[language][element.dataset.wordsLabel]);
    }
  }

  document.getElementById('language').addEventListener('click', () => {
    language = language === 'en' ? 'zh-CN' : 'en';
    show();
  });
  document.getElementById('ask').addEventListener('click', () => window.Kefu('open'));
  show();
})();
