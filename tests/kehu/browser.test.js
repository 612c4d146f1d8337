import assert from 'node:assert/strict';
import test from 'node:test';
import { guarded } from '../../wwwroot-kehu/src/browser.js';
import { settle } from './fakes.js';

/** What `console.warn` is told while this runs. */
async function warnings(run) {
  const said = [];
  const { warn } = console;
  console.warn = (...words) => said.push(words);
  try {
    run();
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
