import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Environment } from '@dwcp/baseline';
import platform from '../platform';

test('live is the strictest', () => {
  assert.deepEqual(platform.environments, ['qa', 'live']);
});
