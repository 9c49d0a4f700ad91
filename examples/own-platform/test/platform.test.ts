import assert from 'node:assert/strict';
import { test } from 'node:test';
import platform from '../platform';

test('live is the strictest', () => {
  assert.deepEqual(platform.environments, ['qa', 'live']);
});
