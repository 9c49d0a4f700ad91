import * as fc from 'fast-check';
import { guaranteedOverlapSeconds, shortestTtlSeconds } from '../../constructs/vault/rotation';

test.each([
  [67, 0.23],
  [50, 0.4],
  [90, 0],
])('renewing at %d %% leaves %d of a life in which old and new are both valid', (percent, share) => {
  expect(guaranteedOverlapSeconds(1000, percent)).toBeCloseTo(1000 * share);
});

test('the shortest life is long enough, and one minute less is not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 86_400 }), fc.integer({ min: 60, max: 86_400 }), (rollout, pool) => {
      const shortest = shortestTtlSeconds(rollout, pool);
      expect(guaranteedOverlapSeconds(shortest)).toBeGreaterThanOrEqual(rollout + pool - 1e-6);
      expect(guaranteedOverlapSeconds(shortest - 60)).toBeLessThan(rollout + pool);
    }),
  );
});
