import assert from 'node:assert/strict';
import test from 'node:test';
import { createPageReport } from '../../wwwroot-kehu/src/page-report.js';
import { createClock } from './fakes.js';

/** A page, with or without the Navigation API. */
function open({ navigation = true, href = 'https://shop.example/' } = {}) {
  const clock = createClock();
  const sent = [];
  let linked = true;
  const page = Object.assign(new EventTarget(), {
    location: { href },
    document: { title: 'Shop', referrer: 'https://search.example/', visibilityState: 'visible', head: {} },
    navigation: navigation ? new EventTarget() : undefined,
    MutationObserver: class {
      constructor(changed) {
        page.mutate = changed;
      }
      observe() {}
      disconnect() {
        page.mutate = () => {};
      }
    },
  });
  const end = new AbortController();
  const report = createPageReport({
    page, clock, signal: end.signal, send: (frame) => linked && sent.push(JSON.parse(JSON.stringify(frame))) > 0,
  });
  return { clock, sent, page, report, end, link: (is) => (linked = is) };
}

test('Report_NewLink_SaysThePageItsTitleAndWhereFrom', async () => {
  const { clock, sent, report } = open();
  report.again();
  await clock.advance(1000);
  assert.deepEqual(sent, [{ type: 'page', url: 'https://shop.example/', title: 'Shop', referrer: 'https://search.example/' }]);
});

test('Report_RouterMoves_SaysTheNextPageOnceItsTitleIsSet', async () => {
  const { clock, sent, page, report } = open();
  report.again();
  await clock.advance(1000);
  page.location.href = 'https://shop.example/cart';
  page.navigation.dispatchEvent(new Event('currententrychange'));
  await clock.advance(100);
  page.document.title = 'Cart';
  await clock.advance(1000);
  page.navigation.dispatchEvent(new Event('currententrychange'));
  await clock.advance(1000);
  assert.deepEqual(sent.slice(1), [{ type: 'page', url: 'https://shop.example/cart', title: 'Cart' }]);
});

test('Report_WithoutTheNavigationApi_HearsHistoryClicksAndTitles', async () => {
  const { clock, sent, page } = open({ navigation: false });
  const moves = [() => page.dispatchEvent(new Event('popstate')), () => page.dispatchEvent(new Event('hashchange')),
    () => page.dispatchEvent(new Event('click')), () => page.mutate()];
  for (const [index, move] of moves.entries()) {
    page.location.href = `https://shop.example/${index}`;
    move();
    await clock.advance(1000);
  }
  assert.deepEqual(sent.map(({ url }) => url), [0, 1, 2, 3].map((index) => `https://shop.example/${index}`));
});

test('Report_WithoutTheNavigationApi_PushStateAloneIsHeardOfSoon', async () => {
  const { clock, sent, page, report } = open({ navigation: false });
  report.again();
  await clock.advance(1000);
  // As `history.pushState` after an answer from the server: no click, no event, and the title stays.
  page.location.href = 'https://shop.example/orders/7';
  await clock.advance(3000);
  assert.deepEqual(sent.map(({ url }) => url), ['https://shop.example/', 'https://shop.example/orders/7']);
  await clock.advance(60_000);
  assert.equal(sent.length, 2, 'each once');
});

test('Report_WithoutTheNavigationApi_ThereAndBackIsToldInItsOrder', async () => {
  const { clock, sent, page, report } = open({ navigation: false });
  report.again();
  await clock.advance(1000);
  page.location.href = 'https://shop.example/cart';
  await clock.advance(3000);
  page.location.href = 'https://shop.example/';
  page.dispatchEvent(new Event('popstate'));
  await clock.advance(600);
  assert.deepEqual(sent.map(({ url }) => new URL(url).pathname), ['/', '/cart', '/']);
});

test('Report_WithTheNavigationApi_NothingRunsWhereNothingMoves', async () => {
  const { clock, report } = open();
  report.again();
  await clock.advance(1000);
  assert.equal(clock.next(), Infinity);
});

test('Report_NobodyLooks_SaysNothingUntilSomebodyDoes', async () => {
  const { clock, sent, page, report } = open();
  page.document.visibilityState = 'hidden';
  report.again();
  await clock.advance(1000);
  assert.deepEqual(sent, []);
  page.document.visibilityState = 'visible';
  report.again();
  await clock.advance(1000);
  assert.equal(sent.length, 1);
});

test('Report_NoLink_SaysItOnTheNext', async () => {
  const { clock, sent, report, link } = open();
  link(false);
  report.again();
  await clock.advance(1000);
  link(true);
  report.again();
  await clock.advance(1000);
  assert.equal(sent.length, 1);
});

test('Report_AddressTooLong_IsSaidWithoutItsQuery', async () => {
  const { clock, sent, report } = open({ href: `https://shop.example/find?q=${'x'.repeat(3000)}` });
  report.again();
  await clock.advance(1000);
  assert.equal(sent[0].url, 'https://shop.example/find');
});

test('Report_Ended_SaysNothingMore', async () => {
  const { clock, sent, page, report, end } = open({ navigation: false });
  report.again();
  end.abort();
  page.location.href = 'https://shop.example/2';
  page.dispatchEvent(new Event('popstate'));
  page.mutate();
  await clock.advance(1000);
  assert.deepEqual([sent, clock.next()], [[], Infinity]);
});
