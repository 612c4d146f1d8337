import assert from 'node:assert/strict';
import test from 'node:test';
import { createStore } from '../../wwwroot-kehu/src/browser.js';
import { createSiteUser } from '../../wwwroot-kehu/src/site-user.js';
import { createArea } from './fakes.js';

function open() {
  const area = createArea();
  const store = createStore('default', () => area);
  const sent = [];
  const warnings = [];
  let linked = true;
  const user = createSiteUser({ store, send: (frame) => linked && sent.push(frame) > 0, warn: (fault) => warnings.push(fault) });
  return { store, sent, warnings, user, link: (is) => (linked = is) };
}

const wang = { name: '王', external_id: 42, user_hash: 'hash', attributes: { plan: 'gold' }, password: 'never' };

test('Identify_LinkUp_SaysWhatIsKnownAndNothingElse', () => {
  const { user, sent, store } = open();
  user.identify(wang, 'customer_1');
  assert.deepEqual(sent, [
    { type: 'identify', ref: 'identify', name: '王', attributes: { plan: 'gold' }, external_id: '42', user_hash: 'hash' },
  ]);
  assert.equal(store.get('user'), '42');
});

test('Identify_NoLink_IsSaidOnTheNextAndOnceToEach', () => {
  const { user, sent } = open();
  user.identify(wang, '');
  user.connected('customer_1');
  user.connected('customer_1');
  assert.equal(sent.length, 1);
  user.connected('customer_2');
  assert.equal(sent.length, 2);
});

test('Identify_BecameAnother_IsNotSaidAgain', () => {
  const { user, sent } = open();
  user.identify(wang, 'customer_1');
  user.became('customer_2');
  user.connected('customer_2');
  assert.equal(sent.length, 1);
});

test('Identify_Refused_WarnsWhoMadeThePageAndForgetsThem', () => {
  const { user, warnings, store } = open();
  user.identify(wang, 'customer_1');
  user.refused({ type: 'error', code: 'rate_limited', ref: 'h1' });
  assert.deepEqual(warnings, []);
  user.refused({ type: 'error', code: 'forbidden', message: 'not signed', ref: 'identify' });
  assert.deepEqual(warnings, ['identify: forbidden, not signed']);
  assert.equal(store.get('user'), null);
});
