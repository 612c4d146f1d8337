import assert from 'node:assert/strict';
import test from 'node:test';
import { createArrivals, createBell, createTitleBadge } from '../../wwwroot-kehu/src/notices.js';
import { message } from './fakes.js';

/** What arrives, as it is told. */
function arrivals() {
  const told = [];
  const model = { isReady: false, held: [], ready: () => model.isReady, messages: () => model.held };
  const look = createArrivals({ model, onArrived: ({ seq }) => told.push(seq) });
  return { told, model, look };
}

const agent = (seq, more) => message(seq, { from_type: 'kefu', ...more });
const own = (seq) => message(seq, { from_type: 'kehu' });

test('Arrivals_WhatWasThereBefore_IsNoNews', () => {
  const { told, model, look } = arrivals();
  model.held = [agent(1)];
  look();
  model.held = [agent(1), agent(2)];
  model.isReady = true;
  look();
  assert.deepEqual(told, []);
});

test('Arrivals_AgentsMessages_AreToldOnceInTheirOrder', () => {
  const { told, model, look } = arrivals();
  model.isReady = true;
  look();
  model.held = [own(1), agent(2), agent(3)];
  look();
  look();
  model.held = [own(1), agent(2), agent(3), agent(4)];
  look();
  assert.deepEqual(told, [2, 3, 4]);
});

test('Arrivals_WhileSomethingIsMissing_Wait', () => {
  const { told, model, look } = arrivals();
  model.isReady = true;
  look();
  Object.assign(model, { isReady: false, held: [agent(3)] });
  look();
  assert.deepEqual(told, []);
  Object.assign(model, { isReady: true, held: [agent(1), agent(2), agent(3)] });
  look();
  assert.deepEqual(told, [1, 2, 3]);
});

test('Arrivals_OfTheNextConversation_AreToldFromItsBeginning', () => {
  const { told, model, look } = arrivals();
  Object.assign(model, { isReady: true, held: [agent(7)] });
  look();
  model.held = [agent(7), agent(1, { conversation_id: 'c2' })];
  look();
  assert.deepEqual(told, [1]);
});

test('TitleBadge_WhileNobodyLooks_CountsAndGoesAfterwards', () => {
  const page = { title: 'Tea' };
  const badge = createTitleBadge(page);
  badge(2, false);
  assert.equal(page.title, 'Tea');
  badge(2, true);
  assert.equal(page.title, '(2) Tea');
  badge(120, true);
  assert.equal(page.title, '(99+) Tea');
  badge(120, false);
  assert.equal(page.title, 'Tea');
});

test('TitleBadge_PageSetsItsTitleMeanwhile_KeepsIt', () => {
  const page = { title: 'Tea' };
  const badge = createTitleBadge(page);
  badge(1, true);
  page.title = 'Coffee';
  badge(2, true);
  assert.equal(page.title, '(2) Coffee');
  badge(0, true);
  assert.equal(page.title, 'Coffee');
});

test('TitleBadge_TitleThatLooksLikeACount_IsLeftAlone', () => {
  const page = { title: '(1) Inbox' };
  createTitleBadge(page)(0, true);
  assert.equal(page.title, '(1) Inbox');
});

test('Bell_WhereThePageMayNotSound_IsSilentAndTriesAgainLater', async () => {
  let tries = 0;
  const bell = createBell(() => void tries++);
  await bell.ring();
  await bell.ring();
  bell.close();
  assert.equal(tries, 2);
});
