import { ApiObject, Duration } from 'cdk8s';
import {
  AuditDevices,
  Cache,
  CertificateIssuer,
  CiLogin,
  cidr,
  Dashboards,
  DatabaseReport,
  type Environment,
  Existing,
  ExternalHost,
  ExternalPostgres,
  Gateway,
  HealthCheck,
  IntermediateAuthority,
  KeyValueSecret,
  LogCollector,
  Mesh,
  MeshRootAlerts,
  OnCallRotation,
  OperatorLogin,
  PlatformDashboard,
  Port,
  Postgres,
  patch,
  publicInternet,
  Queue,
  RabbitMq,
  Redis,
  ScheduledJob,
  SchemaMigration,
  SecretsOperatorCache,
  SecureNamespace,
  StatefulService,
  service,
  TraceCollector,
  TransitKey,
  VaultQuota,
  Volume,
  WebService,
  Worker,
} from '../../constructs';
import { FIRST, ROOT, SECOND } from './authorities';
import { BACKUP, BACKUP_STORE, STORE_AUTHORITY } from './backup-store';
import { environment, FACTS, IMAGE, RESOURCES } from './environment';
import { SECRETS_KEY, SECRETS_MANAGER } from './secrets-manager';
import { TRACE_STORE } from './trace-store';

/** One environment in which every option of every construct is used that the reference platform does without. */
export function everyOption(): Environment {
  const monitoring = {
    runbooks: 'https://runbooks.example.com/alerts',
    address: 'https://metrics.example.com/prometheus',
  };
  const tree = environment(
    { enforcement: 'audit-allowed' },
    {
      cluster: { ...FACTS.cluster, monitoring },
      secretsManager: { ...SECRETS_MANAGER, key: SECRETS_KEY },
      backups: { ...BACKUP_STORE, authorityCertificate: STORE_AUTHORITY },
      traces: { ...TRACE_STORE, authorityCertificate: STORE_AUTHORITY },
    },
  );
  const shop = new SecureNamespace(tree, 'accept-shop', { owner: 'shopkeepers' });
  const web = richService(shop);
  const job = richJob(shop);
  withState(shop, web, job);
  adopted(shop, web);
  job.connections.allowTo(web, {
    http: { methods: ['GET', 'POST'], paths: ['/v1/*', '/health'] },
    why: 'nightly totals',
  });
  callOthers(shop, web);
  const audited = new SecureNamespace(tree, 'accept-audited', { enforcement: 'audit' });
  new WebService(audited, 'web', { image: IMAGE, scale: 1, resources: RESOURCES });
  new MeshRootAlerts(shop, 'mesh-root');
  signed(shop, web);
  const edge = gateways(tree, web);
  new Mesh(tree, 'mesh');
  onCall(shop);
  logs(tree);
  traces(tree, web, edge);
  new AuditDevices(shop, 'audit', { file: '/vault/audit/audit.log', socket: '[fd00::9]:9090' });
  return tree;
}

function logs(tree: Environment): void {
  const loki = service('loki', { 'app.kubernetes.io/name': 'loki' }, [Port.tcp(3100, 'https')]);
  const store = { at: loki, url: 'https://loki.loki.svc:3100/otlp', authority: 'loki-ca', tenant: 'shop' } as const;
  const namespace = new SecureNamespace(tree, 'accept-logs');
  new LogCollector(namespace, 'logs', { image: IMAGE, resources: RESOURCES, store, debugPercent: 25 });
}

function traces(tree: Environment, web: WebService, edge: Gateway): void {
  const collector = new TraceCollector(new SecureNamespace(tree, 'accept-traces'), 'traces', {
    image: IMAGE,
    resources: { cpu: '200m', memory: '512Mi' },
    tracesPerSecond: 40,
    spansPerTrace: 30,
    decisionWait: Duration.seconds(20),
    keptPercent: 12.5,
    slowMilliseconds: 250,
  });
  collector.grantSend(web, { protocol: 'grpc', why: 'finds out what is slow' });
  collector.grantProxySend(edge, { why: 'finds out where a request was held up' });
  collector.grantProxySend(web);
}

function onCall(shop: SecureNamespace): void {
  const pager = (key: string) => ({ pagerDuty: { secret: 'pagers', key } });
  const mail = {
    ...{ to: 'desk@example.com', from: 'alerts@example.com', smarthost: 'smtp.example.com:587', username: 'alerts' },
    password: { secret: 'mail', key: 'password' },
  };
  new OnCallRotation(shop, 'on-call', {
    members: [
      { name: 'ana', reach: [pager('ana')] },
      { name: 'ben', reach: [pager('ben'), { email: { ...mail, to: 'ben@example.com' } }] },
      { name: 'cem', reach: [{ webhook: { secret: 'pagers', key: 'cem' } }] },
    ],
    timeZone: 'Europe/Berlin',
    starts: '2027-03-15',
    weeks: 5,
    escalation: [pager('heads')],
    stakeholders: [{ slack: { secret: 'slack', key: 'incidents', channel: '#incidents' } }],
    warnings: [{ slack: { secret: 'slack', key: 'desk', channel: '#desk' } }, { email: mail }],
    deadMansSwitch: { webhook: { secret: 'pagers', key: 'expected' } },
    maintenance: [{ from: '2027-03-28T01:00', to: '2027-03-28T04:00' }],
  });
}

function richService(shop: SecureNamespace): WebService {
  const web = new WebService(shop, 'web', {
    image: IMAGE,
    scale: { min: 2, max: 6, cpu: 60, memory: 80 },
    resources: RESOURCES,
    port: 9000,
    env: { LOG_LEVEL: 'info' },
    command: ['/app/serve'],
    args: ['--verbose'],
    config: { '/etc/app/app.yaml': 'greeting: hello\n' },
    volumes: { '/var/cache': Volume.scratch('cache', '1Gi'), '/dev/shm': Volume.memory('shm', '64Mi') },
    labels: { 'example.com/team': 'checkout' },
    annotations: { 'example.com/runbook': 'https://runbooks.example.com/web' },
    userId: 20001,
    initContainers: [{ name: 'warm', image: IMAGE, resources: RESOURCES, credentials: true }],
    sideContainers: [{ name: 'proxy', image: IMAGE, resources: RESOURCES, startup: ['/ready'] }],
    probes: {
      readiness: HealthCheck.http('/health/ready'),
      liveness: HealthCheck.tcp(9000),
      startup: HealthCheck.command('/app/started'),
      startupTime: Duration.seconds(60),
    },
    managementPort: 9001,
    metrics: { path: '/internal/metrics', port: 9002 },
    drain: Duration.seconds(45),
    traffic: {
      timeout: Duration.seconds(20),
      attemptTimeout: Duration.seconds(4),
      retries: 'constant',
      retryNonIdempotent: true,
      maxConcurrentRequests: 10,
    },
    loadShedding: { requestsPerSecond: 100, lowPriority: { requestsPerSecond: 10, pathPrefixes: ['/reports'] } },
  });
  patch(web, {
    kind: 'Deployment',
    change: { spec: { revisionHistoryLimit: 10 } },
    why: 'releases come hourly, and a rollback may go back a day',
  });
  return web;
}

function richJob(shop: SecureNamespace): ScheduledJob {
  new Worker(shop, 'mail', {
    image: IMAGE,
    scale: { min: 1, max: 3, memory: 70 },
    resources: RESOURCES,
    metrics: 'none',
  });
  const rates = new WebService(shop, 'rates', {
    image: IMAGE,
    scale: 2,
    resources: RESOURCES,
    protocol: 'grpc',
    slo: {},
  });
  const job = new ScheduledJob(shop, 'job', {
    image: IMAGE,
    schedule: '0 6 * * 1',
    resources: RESOURCES,
    deadline: Duration.minutes(30),
    volumes: { '/seed': Volume.claim('seed', { readOnly: true }), '/etc/seed': Volume.configMap('seed') },
  });
  job.connections.allowTo(rates);
  return job;
}

function withState(shop: SecureNamespace, web: WebService, job: ScheduledJob): void {
  const broker = new StatefulService(shop, 'broker', {
    image: IMAGE,
    scale: 3,
    resources: RESOURCES,
    ports: [Port.tcp(9092, 'broker')],
    protocol: 'tcp',
    disks: [{ name: 'log', size: '10Gi', path: '/var/log/broker', storageClass: 'fast' }],
    probes: { readiness: HealthCheck.tcp(), liveness: HealthCheck.tcp() },
    metrics: { path: '/metrics', port: 9404 },
    mesh: false,
    start: 'parallel',
  });
  broker.connections.allowFrom(broker);
  const database = new Postgres(shop, 'orders', {
    instances: 3,
    image: IMAGE,
    storage: '10Gi',
    resources: RESOURCES,
    pooler: { instances: 2, image: IMAGE, resources: RESOURCES },
    credentials: { ttlHours: 12 },
    backup: {
      ...BACKUP,
      drill: {
        schedule: '0 4 * * 6',
        query: "SELECT max(created_at) > now() - interval '2 days' FROM orders",
        deadline: Duration.hours(12),
        storageClass: 'encrypted',
        folder: 'orders-2',
      },
    },
  });
  database.grantReadWrite(web, { reload: 'file' });
  database.grantReadOnly(job, { from: 'replica', why: 'nightly totals' });
  web.node.addDependency(migrated(shop, database));
  new DatabaseReport(shop, 'data-report', {
    database,
    schedule: '0 5 * * 1',
    unusedFor: Duration.days(90),
    smallestMebibytes: 64,
    slowMilliseconds: 500,
    statementTimeout: Duration.minutes(10),
    deadline: Duration.hours(2),
    image: IMAGE,
    resources: RESOURCES,
  });
  const ledger = new ExternalPostgres(shop, 'ledger', {
    host: 'ledger.example.com',
    port: 6432,
    addresses: ['10.20.0.0/24', '10.20.1.0/24'],
    authorityCertificate: STORE_AUTHORITY + ROOT,
    version: 17,
    database: 'ledger-v2',
    login: 'vault_of_shop',
    credentials: { ttlHours: 12 },
    connectionLifetime: Duration.minutes(10),
    replica: { host: 'ledger-ro.example.com', port: 6433, addresses: ['10.20.2.0/24'] },
  });
  ledger.grantReadWrite(web, { why: 'books what is sold' });
  ledger.grantReadOnly(job, { from: 'replica', why: 'monthly totals' });
  const sessions = new Redis(shop, 'sessions', { image: IMAGE, storage: '1Gi', resources: RESOURCES, authority: 2 });
  sessions.grantReadWrite(web);
  const baskets = new Redis(shop, 'baskets', {
    image: IMAGE,
    storage: '1Gi',
    resources: RESOURCES,
    highAvailability: true,
    exporter: IMAGE,
  });
  baskets.grantReadWrite(web);
  baskets.grantReadOnly(broker);
  const pages = new Cache(shop, 'pages', {
    image: IMAGE,
    resources: RESOURCES,
    ttl: Duration.minutes(5),
    authority: 2,
    exporter: IMAGE,
  });
  pages.grantReadWrite(web);
  pages.grantReadOnly(broker, { reload: 'file', why: 'answers by what was rendered before' });
  const jobs = new RabbitMq(shop, 'jobs', {
    instances: 3,
    image: IMAGE,
    storage: '5Gi',
    storageClass: 'encrypted',
    resources: { cpu: '200m', memory: '1Gi' },
    authority: 2,
  });
  const mails = new Queue(jobs, 'mails', { deliveries: 10, waiting: 500 });
  mails.grantPublish(web, { why: 'tells customers what they bought' });
  mails.grantRedrive(job, { why: 'sends again what failed, once somebody has mended it' });
  const exported = new Queue(jobs, 'exports');
  exported.grantConsume(broker);
  const mailer = new Worker(shop, 'mailer', {
    image: IMAGE,
    scale: { min: 1, max: 8, cpu: 80, memory: 90 },
    scaleBy: {
      queues: [
        { queue: mails, perPod: 20 },
        { queue: exported, perPod: 3 },
      ],
      whenUnknown: 4,
    },
    resources: RESOURCES,
  });
  for (const queue of [mails, exported]) queue.grantConsume(mailer);
  new Dashboards(shop, 'dashboards', { services: [web], databases: [database], redis: [sessions, baskets] });
  new PlatformDashboard(shop, 'overview');
  const cards = new TransitKey(shop, 'cards', { rotateWithinDays: 90 });
  cards.grantEncryptDecrypt(web);
  new VaultQuota(shop, 'quota', { mount: cards.mount, requestsPerSecond: 50, block: Duration.seconds(30) });
  logins(shop);
  new SecretsOperatorCache(shop, 'operator', { serviceAccount: 'vso-controller-manager', rotateWithinDays: 30 });
}

function signed(shop: SecureNamespace, web: WebService): void {
  const props = { authority: 2, signedCertificates: [FIRST + ROOT], certificateDays: 30 };
  const certificates = new IntermediateAuthority(shop, 'certificates', props);
  certificates.grantCertificate(web);
  new CertificateIssuer(shop, 'internal', {
    authority: certificates,
    serviceAccount: 'cert-manager-controller',
    names: ['hooks.accept-shop.svc', 'hooks.shop.internal'],
  }).issue('hooks-tls', ['hooks.accept-shop.svc']);
}

function logins(shop: SecureNamespace): void {
  const stripe = new KeyValueSecret(shop, 'stripe-of-ci', { keys: ['api-key'], owner: 'payments@example.com' });
  const provider = { authorityCertificate: STORE_AUTHORITY };
  new CiLogin(shop, 'ci', {
    ...provider,
    system: 'gitlab',
    issuer: 'https://gitlab.example.com',
    audience: 'https://vault.example.com',
    roles: {
      deploy: { repository: 'acme/shop', ref: 'main', environment: 'production', deploys: true, minutes: 45 },
      release: { repository: 'acme/group/shop', ref: 'v*', reads: [stripe] },
    },
  });
  new OperatorLogin(shop, 'people', {
    ...provider,
    issuer: 'https://login.example.com/realms/staff',
    clientId: 'vault',
    clientSecret: 'operators:client-secret',
    roles: {
      'on-call': { groups: ['on-call', 'platform'], may: ['see', 'rotate'] },
      emergency: { groups: ['incident'], may: ['break-glass'], minutes: 10 },
    },
    groupsClaim: 'roles',
    userClaim: 'oid',
    scopes: ['roles'],
    addresses: ['https://vault.example.com', 'https://vault.internal.example.com'],
  });
}

function migrated(shop: SecureNamespace, database: Postgres): SchemaMigration {
  return new SchemaMigration(shop, 'preferences', {
    database,
    version: '20250110',
    up:
      "ALTER TABLE users ADD COLUMN preferences jsonb NOT NULL DEFAULT '{}'::jsonb;\n" +
      'CREATE INDEX CONCURRENTLY users_preferences ON users USING gin (preferences);\n' +
      'ALTER TABLE settings ALTER COLUMN id TYPE bigint;\n',
    down:
      'DROP INDEX CONCURRENTLY IF EXISTS users_preferences;\n' +
      'ALTER TABLE users DROP COLUMN IF EXISTS preferences;\n',
    accept: [{ rule: 'rewrites-table', on: 'settings', reason: 'it has 40 rows' }],
    checklist: {
      testedOn: 'restore of 9 January',
      took: Duration.seconds(40),
      backup: 'nightly of 10 January',
      told: '#orders',
      window: 'weekdays, 9 to 15 o’clock',
      verifiedBy: 'the orders team, by their dashboard',
    },
    lockTimeout: Duration.seconds(2),
    statementTimeout: Duration.minutes(10),
    deadline: Duration.minutes(20),
    image: IMAGE,
    resources: RESOURCES,
  });
}

/** What a namespace that enforces "restricted" asks of a container, whoever wrote it. */
const RESTRICTED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

function adopted(shop: SecureNamespace, web: WebService): void {
  const labels = { app: 'legacy' };
  new ApiObject(shop, 'legacy-account', {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'legacy' },
    automountServiceAccountToken: false,
  });
  const object = new ApiObject(shop, 'legacy-deployment', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'legacy' },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: 'legacy',
          securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
          containers: ['main', 'other'].map((name) => ({ name, image: IMAGE, securityContext: RESTRICTED })),
        },
      },
    },
  });
  const legacy = Existing.deployment(shop, 'legacy', {
    object,
    ports: [Port.tcp(8080, 'http')],
    containers: ['main'],
    rollout: Duration.minutes(20),
  });
  web.connections.allowTo(legacy, { why: 'until it is rewritten' });
  const kept = new KeyValueSecret(shop, 'stripe', {
    keys: ['api-key', 'webhook-key'],
    owner: 'payments@example.com',
    rotateWithinDays: 30,
  });
  kept.grantRead(legacy, { why: 'takes payments' });
  const inAws = { owner: 'mail@example.com', store: 'aws-secrets-manager', rotateWithinDays: 60 } as const;
  new KeyValueSecret(shop, 'smtp', { ...inAws, keys: ['user', 'password'] }).grantRead(web, { reload: 'file' });
  new KeyValueSecret(shop, 'maps', { ...inAws, keys: ['api.key'] }).grantRead(legacy, { reload: 'file' });
}

function callOthers(shop: SecureNamespace, web: WebService): void {
  web.connections.allowTo(service('billing', { app: 'api' }, [Port.tcp(8080, 'http')], { serviceAccount: 'api' }));
  web.connections.allowTo(cidr('169.254.0.0/16', [Port.tcp(443, 'https')]));
  web.connections.allowTo(cidr('fd00::/8', [Port.tcp(443, 'https')]));
  web.connections.allowTo(publicInternet([Port.tcp(443, 'https')]));
  for (const tls of ['application', 'sidecar', 'nobody'] as const) {
    const host = `${tls}.example.com`;
    web.connections.allowTo(new ExternalHost(shop, `host-${tls}`, { host, tls, addresses: ['203.0.113.0/24'] }));
  }
}

function gateways(tree: Environment, web: WebService): Gateway {
  const authority = new IntermediateAuthority(new SecureNamespace(tree, 'accept-authority'), 'of-gateways', {
    signedCertificates: [SECOND + ROOT],
  });
  const gateway = new Gateway(tree, 'accept-edge', {
    domain: 'shop.example.com',
    clientCidrs: ['198.51.100.0/24'],
    certificateIssuer: 'public',
    limits: { requestBytes: 65_536, perClient: { requestsPerSecond: 5, burst: 10 }, all: { requestsPerSecond: 50 } },
    firewall: {
      kind: 'coraza',
      image: IMAGE,
      registry: cidr('203.0.113.0/24', [Port.tcp(443, 'https')]),
      mode: 'block',
    },
  });
  gateway.expose(web, { path: '/', public: true, cache: 'public' });
  new Gateway(tree, 'accept-behind', {
    domain: 'behind.example.com',
    clientCidrs: ['198.51.100.0/24'],
    certificateIssuer: { authority },
    firewall: { kind: 'in-front', hops: 1 },
    slo: { availabilityPercent: 99.9, latencyP95Milliseconds: 350, errorPercent: 0.05 },
  }).expose(web, { path: '/behind', public: true });
  return gateway;
}
