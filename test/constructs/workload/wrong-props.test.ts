import { Duration } from 'cdk8s';
import { Gateway, Pod, ScheduledJob, StatefulService, WebService, Worker } from '../../../constructs';
import { environment, IMAGE } from '../../support/environment';
import { DISK, gateway, job, namespace, RUN, refuses, store, type Wrong, web, worker } from './programs';

const IMAGE_FORM = 'write an image by digest, e.g. registry.example.com/api@sha256:…';
const SCALE_FORM = 'write how many pods, e.g. 3, or { min, max }';
const COUNT = 'write a whole number of at least 1';
const CPU = "write thousandths of a core, whole ones, as in '250m'";
const MEMORY = "write Mi or Gi that come to whole bytes, as in '512Mi'";
const DURATION = 'write a duration of whole seconds, e.g. Duration.minutes(1)';
const CHECK = "write a check, e.g. HealthCheck.http('/readyz')";
const PROBE = "write a probe, as in { httpGet: { path: '/livez', port: 8081 } }";
const POD = { name: 'pod', ...RUN, ports: [], mesh: true, rolloutSeconds: 60 } as const;
const WORDS = "write a list of words, as in ['node', 'main.js']";

const PROPS: readonly Wrong[] = [
  [
    'no props',
    // @ts-expect-error
    () => new WebService(namespace(), 'api'),
    'orders/api',
    'has no props; write an object with image, scale, resources',
  ],
  [
    'null for props',
    // @ts-expect-error
    () => new Worker(namespace(), 'mail', null),
    'orders/mail',
    'has null for its props; write an object with image, scale, resources',
  ],
  [
    'an image for props',
    // @ts-expect-error
    () => new ScheduledJob(namespace(), 'report', IMAGE.slice(0, 28)),
    'orders/report',
    "has 'registry.example.com/app:17.' for its props; write an object with image, schedule, resources",
  ],
  [
    'nothing in the props',
    // @ts-expect-error
    () => new WebService(namespace(), 'api', {}),
    'orders/api',
    `has no \`image\`; ${IMAGE_FORM}`,
    `has no \`scale\`; ${SCALE_FORM}`,
    'has no `resources`; write an object with cpu, memory',
  ],
  [
    'nothing in the props of what has state',
    // @ts-expect-error
    () => new StatefulService(namespace(), 'store', {}),
    'orders/store',
    `has no \`image\`; ${IMAGE_FORM}`,
    `has no \`scale\`; ${COUNT}`,
    'has no `resources`; write an object with cpu, memory',
    "has no `ports`; write a list of ports, as in [Port.tcp(9092, 'broker')]",
    "has no `disks`; write a list of disks, as in [{ name: 'data', size: '10Gi', path: '/data' }]",
    'has no `probes`; write an object with readiness, liveness',
  ],
  [
    'nothing in the props of a gateway',
    // @ts-expect-error
    () => new Gateway(environment(), 'edge', {}),
    'edge',
    'has no `domain`; write a whole name in lower case, e.g. shop.example.com',
    "has no `clientCidrs`; write a list of networks, e.g. ['203.0.113.0/24'], or ['0.0.0.0/0', '::/0'] for everybody",
    "has no `certificateIssuer`; name a ClusterIssuer, or give { authority } of Vault's",
  ],
  [
    'a letter too many',
    // @ts-expect-error
    () => web({ envs: { LOG_LEVEL: 'info' } }),
    'orders/api',
    'has an unknown prop `envs`; did you mean `env`?',
  ],
  [
    'the word of Kubernetes for how many',
    // @ts-expect-error
    () => new Worker(namespace(), 'mail', { ...RUN, replicas: 3 }),
    'orders/mail',
    'has an unknown prop `replicas`; did you mean `scale`?',
  ],
  [
    'that word, with a letter too few',
    // @ts-expect-error
    () => worker({ replica: 3 }),
    'orders/mail',
    'has an unknown prop `replica`; it takes image, scale, scaleBy, resources, env, command, args, config, volumes, ' +
      'labels, annotations, userId, initContainers, sideContainers, probes, managementPort, metrics, drain',
  ],
  [
    'the word of Kubernetes for a user',
    // @ts-expect-error
    () => job({ runAsUser: 1000 }),
    'orders/report',
    'has an unknown prop `runAsUser`; did you mean `userId`?',
  ],
  [
    'a list of ports for the one that is served',
    // @ts-expect-error
    () => web({ ports: [8080] }),
    'orders/api',
    'has an unknown prop `ports`; did you mean `port`?',
  ],
  [
    'another letter in a group',
    // @ts-expect-error
    () => web({ traffic: { timeOut: Duration.seconds(3) } }),
    'orders/api',
    'has an unknown prop `traffic.timeOut`; did you mean `traffic.timeout`?',
  ],
  [
    'a word that is near to none',
    // @ts-expect-error
    () => gateway({ certificate: 'public', tls: true }),
    'edge',
    'has an unknown prop `certificate`; it takes domain, clientCidrs, certificateIssuer, identity, limits, firewall, slo',
    'has an unknown prop `tls`; it takes domain, clientCidrs, certificateIssuer, identity, limits, firewall, slo',
  ],
];

const VALUES: readonly Wrong[] = [
  [
    'a number in quotes',
    // @ts-expect-error
    () => web({ scale: '3' }),
    'orders/api',
    `has '3' for \`scale\`; ${COUNT}`,
  ],
  ['half a pod', () => web({ scale: 1.5 }), 'orders/api', `has 1.5 for \`scale\`; ${COUNT}`],
  [
    'an autoscaler without an end',
    // @ts-expect-error
    () => web({ scale: { min: 2 } }),
    'orders/api',
    `has no \`scale.max\`; ${COUNT}`,
  ],
  [
    'an autoscaler in other words',
    // @ts-expect-error
    () => web({ scale: { minReplicas: 2, max: 4 } }),
    'orders/api',
    'has an unknown prop `scale.minReplicas`; it takes min, max, cpu, memory',
    `has no \`scale.min\`; ${COUNT}`,
  ],
  [
    'an autoscaler the wrong way round',
    () => web({ scale: { min: 4, max: 2 } }),
    'orders/api',
    'has `scale` from 4 to 2; make `max` the larger one, or write one number',
  ],
  [
    'a share for a percentage',
    () => web({ scale: { min: 2, max: 4, cpu: 0.7 } }),
    'orders/api',
    'has 0.7 for `scale.cpu`; write a whole number from 1 to 100',
  ],
  [
    'an autoscaler of what has state',
    // @ts-expect-error
    () => store({ scale: { min: 1, max: 3 } }),
    'orders/store',
    `has { min: 1, max: 3 } for \`scale\`; ${COUNT}`,
  ],
  [
    'no amount',
    // @ts-expect-error
    () => worker({ resources: { cpu: '1' } }),
    'orders/mail',
    `has '1' for \`resources.cpu\`; ${CPU}`,
    `has no \`resources.memory\`; ${MEMORY}`,
  ],
  [
    'amounts that are numbers',
    // @ts-expect-error
    () => job({ resources: { cpu: 100, memory: 128 } }),
    'orders/report',
    `has 100 for \`resources.cpu\`; ${CPU}`,
    `has 128 for \`resources.memory\`; ${MEMORY}`,
  ],
  [
    'seconds for a duration',
    // @ts-expect-error
    () => job({ deadline: 60 }),
    'orders/report',
    `has 60 for \`deadline\`; ${DURATION}`,
  ],
  [
    'a part of a second',
    () => worker({ drain: Duration.millis(1500) }),
    'orders/mail',
    'has `drain` of 1.5 s; write whole seconds, at least 1',
  ],
  [
    'a schedule in words',
    () => job({ schedule: 'every monday' }),
    'orders/report',
    "has 'every monday' for `schedule`; write minute, hour, day, month and day of the week, as in '0 6 * * 1', or '@daily'",
  ],
  ['an image with a space', () => web({ image: ' ' }), 'orders/api', `has ' ' for \`image\`; ${IMAGE_FORM}`],
  [
    'a port in quotes',
    // @ts-expect-error
    () => web({ port: '8080' }),
    'orders/api',
    "has '8080' for `port`; write a whole number from 1 to 65535",
  ],
  [
    'a protocol that is none of ours',
    // @ts-expect-error
    () => web({ protocol: 'grpcs' }),
    'orders/api',
    "has 'grpcs' for `protocol`; choose one of 'http', 'grpc'",
  ],
  [
    'a variable that is a number',
    // @ts-expect-error
    () => web({ env: { PORT: 8080, DEBUG: true } }),
    'orders/api',
    "has 8080 for `env['PORT']`; write text",
    "has true for `env['DEBUG']`; write text",
  ],
  [
    'a variable that no shell takes',
    () => web({ env: { '1ST': 'x' } }),
    'orders/api',
    "has `env['1ST']`, a name that no shell takes; write letters, digits and `_`, a letter first",
  ],
  [
    'variables as a list',
    // @ts-expect-error
    () => web({ env: ['LOG_LEVEL=info'] }),
    'orders/api',
    "has [ 'LOG_LEVEL=info' ] for `env`; write an object of text, as in { LOG_LEVEL: 'info' }",
  ],
  [
    'a command line',
    // @ts-expect-error
    () => worker({ command: 'node main.js' }),
    'orders/mail',
    `has 'node main.js' for \`command\`; ${WORDS}`,
  ],
  ['an empty command', () => worker({ command: [] }), 'orders/mail', `has [] for \`command\`; ${WORDS}`],
  ['root', () => web({ userId: 0 }), 'orders/api', 'has 0 for `userId`; write a whole number from 1 to 2147483647'],
  [
    'the path of a check for a check',
    // @ts-expect-error
    () => web({ probes: { readiness: '/healthz' } }),
    'orders/api',
    `has '/healthz' for \`probes.readiness\`; ${CHECK}`,
  ],
  [
    'metrics switched off in another word',
    // @ts-expect-error
    () => web({ metrics: false }),
    'orders/api',
    "has false for `metrics`; write where they are, e.g. { path: '/metrics', port: 9090 }, or 'none'",
  ],
  [
    'requests in flight that are none',
    () => web({ traffic: { maxConcurrentRequests: 0 } }),
    'orders/api',
    `has 0 for \`traffic.maxConcurrentRequests\`; ${COUNT}`,
  ],
  [
    'a bucket without a size',
    // @ts-expect-error
    () => web({ loadShedding: { lowPriority: { requestsPerSecond: 5, pathPrefixes: [] } } }),
    'orders/api',
    `has no \`loadShedding.requestsPerSecond\`; ${COUNT}`,
    "has [] for `loadShedding.lowPriority.pathPrefixes`; write a list of paths, as in ['/reports']",
  ],
  [
    'ports that are numbers',
    // @ts-expect-error
    () => store({ ports: [9092] }),
    'orders/store',
    "has 9092 for `ports[0]`; write Port.tcp(9092, 'broker')",
  ],
  [
    'no disk',
    // @ts-expect-error
    () => store({ disks: [] }),
    'orders/store',
    "has [] for `disks`; write a list of disks, as in [{ name: 'data', size: '10Gi', path: '/data' }]",
  ],
  [
    'two disks of one name',
    () => store({ disks: [DISK, { ...DISK, path: '/log' }] }),
    'orders/store',
    "has two disks named 'data' in `disks`; rename one",
  ],
];

const METADATA: readonly Wrong[] = [
  [
    'a label of ours',
    () => web({ labels: { 'dwcp.io/workload': 'other' } }),
    'orders/api',
    "has `labels['dwcp.io/workload']`, which is ours; choose a key of your own",
  ],
  [
    'labels by which the mesh is left',
    () => web({ labels: { 'sidecar.istio.io/inject': 'false', 'istio.io/rev': 'canary' } }),
    'orders/api',
    "has `labels['sidecar.istio.io/inject']`, by which the mesh is told what to do; choose a key of your own",
    "has `labels['istio.io/rev']`, by which the mesh is told what to do; choose a key of your own",
  ],
  [
    'a label by which it would be a gateway',
    () => web({ labels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } }),
    'orders/api',
    "has `labels['gateway.networking.k8s.io/gateway-name']`, by which a gateway knows its pods; choose a key of your own",
  ],
  [
    'a label by which it would be the DNS',
    () => worker({ labels: { 'batch.kubernetes.io/job-name': 'x', 'pod-template-hash': 'x' } }),
    'orders/mail',
    "has `labels['batch.kubernetes.io/job-name']`, which Kubernetes says itself; choose a key of your own",
    "has `labels['pod-template-hash']`, which Kubernetes says itself; choose a key of your own",
  ],
  [
    'no label at all',
    () => worker({ labels: { 'a b': 'x', team: 'a b' } }),
    'orders/mail',
    "has `labels['a b']`, a key that Kubernetes does not take; write a name, or `example.com/name`",
    "has 'a b' for `labels['team']`; write at most 63 letters, digits, `-`, `_` and `.`",
  ],
  [
    'annotations that go around the sidecar, or that are ours',
    () => job({ annotations: { 'traffic.sidecar.istio.io/excludeOutboundPorts': '5432', 'prometheus.io/port': '1' } }),
    'orders/report',
    "has `annotations['traffic.sidecar.istio.io/excludeOutboundPorts']`, by which the mesh is told what to do; choose a key of your own",
    "has `annotations['prometheus.io/port']`, which `metrics` sets; choose a key of your own",
  ],
];

const PODS: readonly Wrong[] = [
  [
    'no props',
    // @ts-expect-error
    () => new Pod(namespace(), 'pod'),
    'orders/pod',
    'has no props; write an object with name, image, resources, ports, mesh, rolloutSeconds',
  ],
  [
    'ports that are numbers, and a probe that is a path',
    // @ts-expect-error
    () => new Pod(namespace(), 'pod', { ...POD, ports: [8080], probes: { readiness: '/readyz' } }),
    'orders/pod',
    "has 8080 for `ports[0]`; write Port.tcp(8080, 'http')",
    `has no \`probes.startup\`; ${PROBE}`,
    `has '/readyz' for \`probes.readiness\`; ${PROBE}`,
    `has no \`probes.liveness\`; ${PROBE}`,
  ],
  [
    'a restart of what cannot be restarted, in no time',
    // @ts-expect-error
    () => new Pod(namespace(), 'pod', { ...POD, restart: { kind: 'Job', name: 'x' }, rolloutSeconds: 0 }),
    'orders/pod',
    "has 'Job' for `restart.kind`; choose one of 'Deployment', 'StatefulSet', 'DaemonSet'",
    `has 0 for \`rolloutSeconds\`; ${COUNT}`,
  ],
];

describe('a pod, of its props,', () => refuses(PODS));
describe('a construct, of its props,', () => refuses(PROPS));
describe('a construct, of their values,', () => refuses(VALUES));
describe('a workload, of labels and annotations,', () => refuses(METADATA));
