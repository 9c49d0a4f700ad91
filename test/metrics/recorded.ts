import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CERT_MANAGER,
  CLOUDNATIVE_PG,
  ISTIO,
  KUBE_STATE_METRICS,
  LIVE_SERVERS,
  PROMETHEUS_RELEASE,
  REDIS_SERVERS,
  SERVERS,
  TELEMETRY_SERVERS,
} from '../e2e/servers/catalog';
import { CRD_SOURCES } from '../e2e/servers/crd-catalog';

const FOLDER = join(__dirname, 'recorded');

const versionOf = (name: string) =>
  [...SERVERS, ...TELEMETRY_SERVERS, ...LIVE_SERVERS, ...REDIS_SERVERS].find((server) => server.name === name)!.version;

/** The plugin for Barman Cloud, whose fields `constructs/operators` has of this release. */
const BARMAN_CLOUD = 'v0.15.0';

/** The release whose CRDs the tests load, and whose source says what it exports. */
const KEDA = 'v2.21.0';
/** Its definitions are those that the API server is given. */
const EXTERNAL_SECRETS = CRD_SOURCES.find(({ operator }) => operator === 'external-secrets')!.version;

/** The broker of Debian 13. */
const RABBITMQ = '4.0.5';

/** Programs that export what we ask for, and the version whose metrics are written down. */
const VERSIONS = {
  'cert-manager': CERT_MANAGER.version,
  'cloudnative-pg': CLOUDNATIVE_PG.version,
  'cloudnative-pg-pooler': CLOUDNATIVE_PG.version,
  'external-secrets': EXTERNAL_SECRETS,
  istiod: ISTIO,
  'istiod-below-a-root': ISTIO,
  'istio-proxy': ISTIO,
  keda: KEDA,
  'kube-state-metrics': KUBE_STATE_METRICS.version,
  kubelet: versionOf('kubelet'),
  otelcol: versionOf('otelcol'),
  'otelcol-traces': versionOf('otelcol'),
  'plugin-barman-cloud': BARMAN_CLOUD,
  prometheus: PROMETHEUS_RELEASE,
  rabbitmq: RABBITMQ,
  redis_exporter: versionOf('redis_exporter'),
  vault: versionOf('vault'),
} as const;

export type Program = keyof typeof VERSIONS;

export const PROGRAMS = Object.keys(VERSIONS) as readonly Program[];

/** The metrics of a program by name, each with the labels that its series have before they are scraped. */
export type Metrics = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The metrics of a program of which rules and dashboards of ours ask: one a line, its labels after it. A line of `#` says whence.
 *
 * What is scraped by an end-to-end test is written down by it: `UPDATE_METRICS=1 npm run test:e2e -- vault-rotation`.
 */
export function recorded(program: Program): Metrics {
  const lines = readFileSync(fileOf(program), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [name, ...labels] = line.split(' ') as [string, ...string[]];
      return [name, new Set(labels)];
    }),
  );
}

export function fileOf(program: Program): string {
  return join(FOLDER, `${program}@${VERSIONS[program]}.txt`);
}

/** Every file that is there. */
export function filesThatAreThere(): readonly string[] {
  return readdirSync(FOLDER).map((file) => join(FOLDER, file));
}
