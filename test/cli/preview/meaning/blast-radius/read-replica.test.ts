import { comparisonOf } from '../../../../../cli/preview/comparison';
import { capacity } from '../../../../../cli/preview/meaning/blast-radius/capacity';
import { restarts } from '../../../../../cli/preview/meaning/blast-radius/restarts';
import {
  type Plan,
  Postgres,
  planOf,
  type ReadGrantOptions,
  ScheduledJob,
  SecureNamespace,
} from '../../../../../constructs';
import { environment, IMAGE, POSTGRES, RESOURCES } from '../../../../support/environment';
import { told } from './support';

const DAILY = { image: IMAGE, schedule: '@daily', resources: RESOURCES } as const;

function readers(...places: ReadGrantOptions[]): Plan {
  const tree = environment();
  const shop = new SecureNamespace(tree, 'shop');
  const db = new Postgres(shop, 'db', POSTGRES);
  for (const [index, place] of places.entries()) db.grantReadOnly(new ScheduledJob(shop, `job-${index}`, DAILY), place);
  return planOf(tree);
}

const change = (before: Plan, after: Plan) =>
  comparisonOf({ from: 'before', plan: before }, { from: 'after', plan: after });

test('the first who reads at replicas restarts the database, and takes a pooler more', () => {
  const first = change(readers({ from: 'primary' }), readers({ from: 'replica' }));
  expect(told(restarts, first)).toEqual([
    'worse: Cluster shop/db restarts its copies one by one, and takes no writes while its primary restarts',
    '  for another postgresql.parameters.max_connections',
    'neutral: CronJob shop/job-0 runs as it is now from its next run on; one that has begun is left alone',
    '  for another spec.containers[name=job-0].env[name=DB_HOST].value',
  ]);
  expect(told(capacity, first)).toEqual([
    'neutral: takes 0.2 CPU more and 256Mi of memory more',
    '  Pooler shop/db-ro-pooler: 0.2 CPU more and 256Mi of memory more, with 2 pods, where it had 0',
  ]);
});

test('the second restarts nothing', () => {
  const second = change(readers({ from: 'replica' }), readers({ from: 'replica' }, { from: 'replica' }));
  expect(told(restarts, second)).toEqual([]);
});
