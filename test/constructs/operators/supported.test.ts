import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compareMinors,
  type Minor,
  minorOf,
  SUPPORTED,
  type Supported,
  supportedKubernetes,
} from '../../../constructs/operators/supported';
import { SERVERS } from '../../e2e/servers/catalog';
import { CRD_SOURCES } from '../../e2e/servers/crd-catalog';
import { ROOT } from '../../support/reference';

const supported: readonly Supported[] = Object.values(SUPPORTED);
const deploy = readFileSync(join(ROOT, 'docs', 'deploy.md'), 'utf8');

/** The rows of the table of what the cluster must have. */
const rows = [...deploy.matchAll(/^\| ([^|]+?) +\| (\d+\.\d+) +\| ([^|]*?) *\|/gm)].map(
  ([, what, version, kubernetes]) => ({ what: what!, version: version!, kubernetes: kubernetes! }),
);

/** As the table says it. */
function inWords({ kubernetes }: Supported): string {
  if (kubernetes === undefined) return '';
  return kubernetes.to === undefined ? `${kubernetes.from} and later` : `${kubernetes.from} to ${kubernetes.to}`;
}

test('docs/deploy.md says the same of each', () => {
  const said = rows.map(({ what, version, kubernetes }) => [what.replace(/, .*/, ''), version, kubernetes]);
  expect(said).toEqual(supported.map((one) => [one.name, one.version, inWords(one)]));
});

test('docs/deploy.md says on which versions of Kubernetes they all run, and the tests run one of them', () => {
  const { from, to } = supportedKubernetes();
  expect(deploy).toContain(`**Kubernetes ${from} to ${to}**`);
  const tested = minorOf(SERVERS.find(({ name }) => name === 'kube-apiserver')!.version)!;
  expect([compareMinors(from, tested) <= 0, compareMinors(tested, to) <= 0]).toEqual([true, true]);
});

test.each<[keyof typeof SUPPORTED, string]>([
  ['gatewayApi', 'gateway-api'],
  ['certManager', 'cert-manager'],
  ['cloudNativePg', 'cloudnative-pg'],
  ['vaultSecrets', 'vault-secrets-operator'],
  ['externalSecrets', 'external-secrets'],
  ['prometheusOperator', 'prometheus-operator'],
  ['keda', 'keda'],
])('%s is of the version whose definitions the tests load', (name, operator) => {
  const source = CRD_SOURCES.find((one) => one.operator === operator)!;
  expect(minorOf(source.version)).toBe(SUPPORTED[name].version);
});

test('Vault is of the version that the tests run', () => {
  expect(minorOf(SERVERS.find(({ name }) => name === 'vault')!.version)).toBe(SUPPORTED.vault.version);
});

test('what decides is the latest of the oldest, and the oldest of the latest', () => {
  const running = (from: Minor, to?: Minor): Supported => ({
    ...{ name: 'any', version: '1.0' },
    kubernetes: to === undefined ? { from } : { from, to },
  });
  const all = [
    running('1.9', '1.12'),
    running('1.10'),
    running('1.2', '1.36'),
    { name: 'none', version: '1.0' } as const,
  ];
  expect(supportedKubernetes(all)).toEqual({ from: '1.10', to: '1.12' });
});

test.each([
  ['v1.34.2', '1.34'],
  ['1.29.1-distroless', '1.29'],
  ['v1.33.5+k3s1', '1.33'],
  ['0.94.0', '0.94'],
  ['latest', undefined],
  ['sha256:1.2', undefined],
])('the minor of %s is %s', (version, minor) => {
  expect(minorOf(version)).toBe(minor);
});
