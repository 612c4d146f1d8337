import assert from 'node:assert/strict';
import test from 'node:test';
import { guarded, insisting, once } from '../../wwwroot-kehu/src/browser.js';
import { createClock, settle } from './fakes.js';

/** What `console.warn` is told while this runs. */
async function warnings(run) {
  const said = [];
  const { warn } = console;
  console.warn = (...words) => said.push(words);
  try {
    await run();
    await settle();
  } finally {
    console.warn = warn;
  }
  return said;
}

test('Guarded_FaultNowOrLater_IsWarnedOfAndGoesNoFurther', async () => {
  const fault = new Error('ours');
  const said = await warnings(() => {
    guarded(() => { throw fault; })();
    guarded(async () => { throw fault; })();
  });
  assert.deepEqual(said, [['Kefu:', fault], ['Kefu:', fault]]);
});

test('Guarded_NoFault_RunsWithItsArguments', async () => {
  const seen = [];
  assert.deepEqual(await warnings(() => guarded((...values) => seen.push(...values))(1, 2)), []);
  assert.deepEqual(seen, [1, 2]);
});

test('Once_WhatFailed_IsAskedForAgainAndWhatCame_IsNot', async () => {
  let asked = 0;
  const part = once(async () => {
    if (++asked === 1) throw new Error('the network');
    return asked;
  });
  await assert.rejects(part);
  assert.deepEqual(await Promise.all([part(), part()]), [2, 2]);
  assert.equal(await part(), 2);
});

test('Insisting_UntilItSucceeds_RunsAgainAfterLongerAndLongerPauses', async () => {
  const clock = createClock();
  const pauses = [];
  let runs = 0;
  const said = await warnings(async () => {
    insisting(async () => {
      if (++runs < 8) throw new Error('the network');
    }, clock)();
    await settle();
    while (clock.next() < Infinity) {
      pauses.push(clock.next() / 1000);
      await clock.advance(clock.next());
    }
  });
  assert.deepEqual(pauses, [5, 10, 20, 40, 80, 120, 120]);
  assert.equal(runs, 8);
  assert.equal(said.length, 7);
});
