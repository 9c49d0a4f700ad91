import { HealthCheck, observe, Port, Volume } from '../../../constructs';
import { IMAGE } from '../../support/environment';
import { gateway, init, job, refuses, store, type Wrong, web, worker } from './programs';

const PATH = 'which is no plain path from the root; write it as in /etc/app/app.yaml';
const WORDS = "write a list of words, as in ['node', 'main.js']";

const FILES: readonly Wrong[] = [
  [
    'paths that are none',
    // @ts-expect-error
    () => web({ config: { 'app.yaml': '', '/etc/../shadow': '', '/a//b': '', '/etc/a:b': '' } }),
    'orders/api',
    `has \`config['app.yaml']\`, ${PATH}`,
    `has \`config['/etc/../shadow']\`, ${PATH}`,
    `has \`config['/a//b']\`, ${PATH}`,
    `has \`config['/etc/a:b']\`, ${PATH}`,
  ],
  [
    'a folder of credentials',
    () => web({ volumes: { '/var/run/secrets/dwcp/db': Volume.scratch('x', '1Gi') } }),
    'orders/api',
    "has `volumes['/var/run/secrets/dwcp/db']`, where credentials are mounted; choose another folder",
  ],
  [
    'a Secret for a volume',
    // @ts-expect-error
    () => web({ volumes: { '/keys': { secret: { secretName: 'keys' } } } }),
    'orders/api',
    "has { secret: [Object] } for `volumes['/keys']`; write a volume, e.g. Volume.scratch('cache', '1Gi')",
  ],
  [
    'content that is no text',
    // @ts-expect-error
    () => web({ config: { '/etc/app.json': { port: 80 } } }),
    'orders/api',
    "has { port: 80 } for `config['/etc/app.json']`; write text",
  ],
  [
    'more than a ConfigMap takes',
    () => web({ config: { '/etc/a': 'é'.repeat(400_000), '/etc/b': 'x'.repeat(400_000) } }),
    'orders/api',
    'has 1200000 bytes in `config`; keep to the 1048576 that a ConfigMap takes',
  ],
  [
    'two files that are one key',
    () => web({ config: { '/etc/a/b': '1', '/etc/a.b': '2' } }),
    'orders/api',
    "has two files that are both 'api.etc.a.b' in its ConfigMap; rename one, such as '/etc/a.b'",
  ],
  [
    'a file where a volume is',
    () => web({ config: { '/data': '' }, volumes: { '/data': Volume.claim('data') } }),
    'orders/api',
    "has two things at '/data' of container 'api'; choose another path for one",
  ],
  [
    'two volumes of one name',
    () => web({ volumes: { '/a': Volume.scratch('x', '1Gi'), '/b': Volume.scratch('x', '2Gi') } }),
    'orders/api',
    "has two volumes that are both 'scratch-x' and differ; rename one, or share one",
  ],
];

const CONTAINERS: readonly Wrong[] = [
  [
    'a container without a name or resources',
    // @ts-expect-error
    () => web({ initContainers: [{ image: IMAGE, comand: ['x'] }] }),
    'orders/api',
    'has an unknown prop `initContainers[0].comand`; did you mean `initContainers[0].command`?',
    'has no `initContainers[0].name`; write lower-case letters, digits and inner hyphens, at most 50',
    'has no `initContainers[0].resources`; write an object with cpu, memory',
  ],
  [
    'two containers of one name',
    () => web({ initContainers: [init, init] }),
    'orders/api',
    "has a container 'migrate' beside another of that name; rename it",
  ],
  [
    'a container named like the workload',
    () => web({ sideContainers: [{ ...init, name: 'api' }] }),
    'orders/api',
    "has a container 'api' beside another of that name; rename it",
  ],
  [
    'a container named like the sidecar',
    () => job({ sideContainers: [{ ...init, name: 'istio-proxy' }] }),
    'orders/report',
    "has a container 'istio-proxy' beside another of that name; rename it",
  ],
  [
    'one container for a list of them',
    // @ts-expect-error
    () => job({ initContainers: init }),
    'orders/report',
    'has [Object] for `initContainers`; write a list of containers',
  ],
  [
    'a check of a port that the sidecar stands before',
    // @ts-expect-error
    () => web({ sideContainers: [{ ...init, startup: HealthCheck.tcp(9000) }] }),
    'orders/api',
    `has [HealthCheck] for \`sideContainers[0].startup\`; ${WORDS}`,
  ],
  [
    'a check of the served port of what serves none',
    () => worker({ probes: { readiness: HealthCheck.tcp() } }),
    'orders/mail',
    'is asked for its health on the port that it serves, and serves none; name the port, e.g. HealthCheck.tcp(9000)',
  ],
  [
    'a variable that a grant sets',
    () => web({ env: { DB_HOST: 'mine' } }).pod.setEnv('DB_HOST', 'db-pooler.orders.svc'),
    'orders/api',
    "has the variable DB_HOST as 'mine' and, from a grant, as 'db-pooler.orders.svc'; leave it out of `env`, or call it something else",
  ],
  [
    'a variable of a container that gets credentials',
    () =>
      web({ initContainers: [{ ...init, credentials: true, env: { DB_HOST: 'mine' } }] }).pod.setEnv('DB_HOST', 'db'),
    'orders/api',
    "has the variable DB_HOST as 'mine' and, from a grant, as 'db'; leave it out of `env`, or call it something else",
  ],
];

const VERBS: readonly Wrong[] = [
  [
    'a scrape past the sidecar',
    () => observe(web({}), { port: Port.tcp(9090, 'metrics') }),
    'orders/api',
    'is in the mesh, and cannot be scraped on 9090/TCP, where its sidecar takes nobody without an identity; ' +
      'leave `port` out, and say in `metrics` where the sidecar finds them',
  ],
  [
    'a scrape of a sidecar that there is none of',
    () => observe(store({ mesh: false })),
    'orders/store',
    "has no sidecar to be scraped at; name the port, e.g. Port.tcp(9090, 'metrics')",
  ],
  [
    'a route without a path',
    // @ts-expect-error
    () => gateway({}).expose(web({}), {}),
    'edge',
    'has no `path`; write a prefix of paths, e.g. /api',
  ],
  [
    'a route without options',
    // @ts-expect-error
    () => gateway({}).expose(web({})),
    'edge',
    'has no props; write an object with path',
  ],
  [
    'a route to what serves nothing',
    // @ts-expect-error
    () => gateway({}).expose(worker({}), { path: '/api', public: true }),
    'edge',
    "exposes what is no service; pass a WebService, e.g. new WebService(namespace, 'api', …)",
  ],
  [
    'a route that caches in another word',
    // @ts-expect-error
    () => gateway({}).expose(web({}), { path: '/api', public: 'yes', cache: 'long' }),
    'edge',
    "has 'yes' for `public`; write true or false",
    "has 'long' for `cache`; choose one of 'private', 'shared', 'public'",
  ],
  [
    'an issuer of tokens that is half there',
    // @ts-expect-error
    () => gateway({ identity: { issuer: 'login.example.com' } }),
    'edge',
    "has 'login.example.com' for `identity.issuer`; write an https URL",
    'has no `identity.jwksUri`; write an https URL',
    'has no `identity.audience`; write what tokens have as `aud`',
  ],
  [
    'a firewall of another kind',
    // @ts-expect-error
    () => gateway({ firewall: { kind: 'modsecurity' } }),
    'edge',
    "has 'modsecurity' for `firewall.kind`; choose one of 'coraza', 'in-front'",
    'has no `firewall.image`; pin it as image@sha256:…',
    "has no `firewall.registry`; write a peer, e.g. cidr('203.0.113.0/24', [Port.tcp(443, 'https')])",
    "has no `firewall.mode`; choose one of 'observe', 'block'",
  ],
  [
    'clients that are one text',
    // @ts-expect-error
    () => gateway({ clientCidrs: '0.0.0.0/0' }),
    'edge',
    "has '0.0.0.0/0' for `clientCidrs`; write a list of networks, e.g. ['203.0.113.0/24'], or ['0.0.0.0/0', '::/0'] for everybody",
  ],
];

describe('a workload, of files and volumes,', () => refuses(FILES));
describe('a workload, of containers and what they get,', () => refuses(CONTAINERS));
describe('what is done with workloads', () => refuses(VERBS));
