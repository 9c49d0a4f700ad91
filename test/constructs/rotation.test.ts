import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { Postgres, RotationPolicy, SecureNamespace, WebService } from '../../constructs';
import { guaranteedOverlapSeconds, shortestTtlSeconds } from '../../constructs/vault/rotation';
import { environment, IMAGE, RESOURCES } from '../support/environment';

test.each([
  [67, 0.23],
  [50, 0.4],
  [90, 0],
])('renewing at %d %% leaves %d of a life in which old and new are both valid', (percent, share) => {
  expect(guaranteedOverlapSeconds(1000, percent)).toBe(1000 * share);
});

test('the shortest life overlaps for longer than it takes, and a second less does not', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1e9 }), fc.nat({ max: 1e9 }), (rollout, pool) => {
      const shortest = shortestTtlSeconds(rollout, pool);
      expect(guaranteedOverlapSeconds(shortest)).toBeGreaterThan(rollout + pool);
      expect(guaranteedOverlapSeconds(shortest - 1)).toBeLessThanOrEqual(rollout + pool);
    }),
  );
});

interface Workload {
  readonly pods: number;
  readonly autoscaled: boolean;
  readonly startSeconds: number;
  readonly drainSeconds: number;
  readonly reload: 'file' | 'restart';
}

/**
 * When the last connection that a login opened is closed, after the login was made: the worst of everything, a step at a time.
 *
 * Written apart from what it checks, in tenths of a second so that nothing is rounded.
 */
function lastUseTenths(ttlSeconds: number, { pods, startSeconds, drainSeconds, reload }: Workload): number {
  // Asked for at half of its life, and up to a tenth of a life later than that.
  let now = ttlSeconds * 5 + ttlSeconds;
  // A kubelet keeps what it knew for a minute, looks at a pod each minute and up to half of one later, and may be half a minute late. What
  // was opened just before, the program's own pool keeps for half an hour, of however many pods.
  if (reload === 'file') return now + 10 * (60 + 60 + 30 + 30) + 10 * 30 * 60;
  // A pod more at a time; the one that goes serves for ten seconds more, and then ends what it has begun.
  for (let pod = 0; pod < pods; pod += 1) now += 10 * (startSeconds + 10 + 10 + drainSeconds);
  // What the last pod had opened as it ended, the pooler keeps for half an hour.
  return now + 10 * 30 * 60;
}

function grant(ttlSeconds: number, { pods, autoscaled, startSeconds, drainSeconds, reload }: Workload): void {
  const namespace = new SecureNamespace(environment(), 'orders');
  const api = new WebService(namespace, 'api', {
    image: IMAGE,
    resources: RESOURCES,
    scale: autoscaled ? { min: 1, max: pods } : pods,
    probes: { startupTime: Duration.seconds(startSeconds) },
    drain: Duration.seconds(drainSeconds),
  });
  const db = new Postgres(namespace, 'db', {
    instances: 1,
    image: IMAGE,
    storage: '10Gi',
    resources: RESOURCES,
    pooler: { instances: 1, image: IMAGE, resources: RESOURCES },
    credentials: { ttlHours: ttlSeconds / 3600 },
  });
  db.grantReadWrite(api, { reload });
}

test('a login is accepted where it outlives its last use, and refused where it does not, by the second', () => {
  const workload = fc.record({
    pods: fc.integer({ min: 2, max: 60 }),
    autoscaled: fc.boolean(),
    startSeconds: fc.integer({ min: 1, max: 900 }),
    drainSeconds: fc.integer({ min: 1, max: 900 }),
    reload: fc.constantFrom('file' as const, 'restart' as const),
  });
  const near = fc.oneof(fc.integer({ min: -2, max: 3 }), fc.integer({ min: -5000, max: 5000 }));
  fc.assert(
    fc.property(workload, near, (of, off) => {
      // The shortest that could do, or close to it: 0.4 of a life has to be left for all of it.
      const ttlSeconds = Math.max(1, Math.floor((lastUseTenths(0, of) * 10) / 40) + off);
      const safe = lastUseTenths(ttlSeconds, of) < ttlSeconds * 10;
      if (safe) expect(() => grant(ttlSeconds, of)).not.toThrow();
      else expect(() => grant(ttlSeconds, of)).toThrow(/needs .* to move from one credential of 'db' to the next/);
    }),
    { numRuns: 200 },
  );
});

describe('how often something is replaced', () => {
  test.each([
    ['secret', 90],
    ['certificate', 90],
    ['key', 180],
  ] as const)('is what the standards allow, for a %s every %d days, and no less often', (rotated, days) => {
    expect(RotationPolicy.of(rotated)).toMatchObject({ rotated, days, seconds: days * 86_400 });
    const check = RotationPolicy.daysOf(rotated);
    expect([1, days].flatMap((one) => check.problems(one, 'days'))).toEqual([]);
    expect([0, days + 1, 1.5, undefined].flatMap((one) => check.problems(one, 'days'))).toHaveLength(4);
    for (const wrong of [-1, 0, days + 1, Number.NaN]) {
      expect(() => RotationPolicy.of(rotated, wrong)).toThrow(`\`days\`; write a whole number from 1 to ${days}`);
    }
  });
});
