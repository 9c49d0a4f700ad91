import { Construct } from 'constructs';
import * as baseline from '../../../constructs';
import { AuditDevices, Dashboard, Dashboards, MeshRootAlerts, SecureNamespace } from '../../../constructs';
import { environment } from '../../support/environment';
import { problemsOf } from '../../support/problems-of';

type AnyConstruct = new (scope: Construct, id: string, props: unknown) => Construct;

/** What has no props, and what the others are made of: it takes a typed object or another construct as it is. */
const WITHOUT_PROPS = ['KubernetesObject', 'Mesh', 'PlatformDashboard', 'Pooler', 'Sidecar', 'VaultResource'];

/** What stands beside namespaces, and not in one. */
const BESIDE = ['Environment', 'Gateway', 'SecureNamespace'];

/** All that can be declared and takes props. */
const CONSTRUCTS = Object.entries(baseline as Readonly<Record<string, unknown>>).flatMap(([name, exported]) =>
  typeof exported === 'function' && exported.prototype instanceof Construct && !WITHOUT_PROPS.includes(name)
    ? [[name, exported as AnyConstruct] as const]
    : [],
);

test('each of them is asked', () => {
  expect(CONSTRUCTS.length).toBeGreaterThan(25);
});

describe.each(CONSTRUCTS)('%s', (name, Declared) => {
  test.each([[null], [5], ['text'], [[]], [{ whatever: 1 }]])('refuses %p for its props', (props) => {
    const tree = environment();
    const within = BESIDE.includes(name) ? tree : new SecureNamespace(tree, 'shop');
    const problems = problemsOf(() => new Declared(within, 'one', props));
    expect(problems).not.toEqual([]);
    expect(problems.filter((problem) => !/^'[^']+' .+; .+/.test(problem))).toEqual([]);
  });
});

test('what is watched, and where Vault writes, has to be what it is said to be', () => {
  const shop = new SecureNamespace(environment(), 'shop');
  const problems = [
    () => new MeshRootAlerts(shop, 'mesh', { rootLifeDays: -1, issuerLifeDays: '90' as never }),
    () => new AuditDevices(shop, 'audit', { file: 'audit.log', socket: 'vector.logging.svc' }),
    () => new Dashboards(shop, 'boards', { services: shop as never, databases: [shop as never], redis: [] }),
    () => new Dashboard(shop, 'board', { title: ' ', description: '', rows: [] as never, tags: [''] }),
  ].flatMap(problemsOf);
  expect(problems).toEqual([
    "'test/shop/mesh' has -1 for `rootLifeDays`; write a whole number of at least 1",
    "'test/shop/mesh' has '90' for `issuerLifeDays`; write a whole number of at least 1",
    "'test/shop/audit' has 'audit.log' for `file`; give the file on the Vault server, e.g. /vault/audit/audit.log",
    "'test/shop/audit' has 'vector.logging.svc' for `socket`; give host and port of the collector, e.g. vector.logging.svc:9090",
    expect.stringContaining('for `services`; write a list'),
    expect.stringContaining('for `databases[0]`; list each Postgres'),
    "'test/shop/board' has ' ' for `title`; write what it is called",
    "'test/shop/board' has '' for `description`; write what it is for",
    "'test/shop/board' has [] for `rows`; write a function that gives the rows",
    "'test/shop/board' has '' for `tags[0]`; write a word",
  ]);
});
