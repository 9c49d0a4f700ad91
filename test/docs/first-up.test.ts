import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { SERVERS } from '../e2e/servers/catalog';
import { CRD_SOURCES } from '../e2e/servers/crd-catalog';
import { ROOT, referencePlan } from '../support/reference';

const FOLDER = join(ROOT, 'examples', 'cluster');
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');
const guide = readFileSync(join(ROOT, 'docs', 'guides', 'first-up.md'), 'utf8');
const install = read('install.sh');
/** Each command on a line of its own, however it was folded. */
const commands = install.replaceAll(/\\\n\s*/g, '').split('\n');

const definitionsOf = (operator: string) => CRD_SOURCES.find((source) => source.operator === operator)!.version;
const vault = SERVERS.find(({ name }) => name === 'vault')!.version.slice(1);

/** Istio's Go module has no version of its release; the catalog says it in words. */
const istio = /Release (\d+\.\d+\.\d+)/.exec(
  readFileSync(join(ROOT, 'test', 'e2e', 'servers', 'crd-catalog.ts'), 'utf8'),
)![1]!;

describe('what the script installs', () => {
  test.each<[operator: string, pinned: string, times: number]>([
    ['cert-manager', `--version ${definitionsOf('cert-manager')} `, 1],
    ['the Gateway API', `/gateway-api/releases/download/${definitionsOf('gateway-api')}/`, 1],
    ['the Prometheus Operator', `/prometheus-operator/releases/download/${definitionsOf('prometheus-operator')}/`, 1],
    ['CloudNativePG', `/cnpg-${definitionsOf('cloudnative-pg').slice(1)}.yaml`, 1],
    ['the Vault Secrets Operator', `--version ${definitionsOf('vault-secrets-operator').slice(1)} `, 1],
    ['Istio', `--version ${istio} `, 3],
  ])('%s is of the version whose definitions the tests load', (_, pinned, times) => {
    expect(commands.filter((line) => line.includes(pinned))).toHaveLength(times);
  });

  test('Vault is of the version that the tests run', () => {
    expect(parse(read('vault.yaml')).server.image.tag).toBe(vault);
  });

  test('everything is pinned', () => {
    const charts = commands.filter((line) => /^(chart|helm .*upgrade) /.test(line));
    expect(charts.filter((line) => !/ --version v?\d+\.\d+\.\d+ /.test(line))).toEqual([]);
    expect(commands.filter((line) => /latest|\/main\/|\/master\//.test(line))).toEqual([]);
    const { nodes } = parse(read('kind.yaml')) as { readonly nodes: readonly { readonly image: string }[] };
    expect(nodes.filter(({ image }) => !/@sha256:[0-9a-f]{64}$/.test(image))).toEqual([]);
  });

  test('the values that it names are there, and are YAML', () => {
    const named = [...install.matchAll(/(?:--values|apply) (\w[\w-]*\.yaml)/g)].map(([, file]) => file!);
    expect(named.sort()).toEqual(readdirSync(FOLDER).filter((file) => /\.yaml$/.test(file) && file !== 'kind.yaml'));
    for (const file of named) expect(parseAllDocuments(read(file)).flatMap(({ errors }) => errors)).toEqual([]);
  });
});

test.each(['install.sh', 'database-certificate.sh'])('%s says how it is called', (file) => {
  const { status, stderr } = spawnSync('bash', [join(FOLDER, file)], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toMatch(new RegExp(`^usage: ${file} CONTEXT`));
});

/** Each command of the guide, however it was folded. */
const steps = [...guide.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block]) => block!.trim().split('\n'));

/** What the guide says of them at its end: parts of commands, and what runs those. */
const rows = guide
  .slice(guide.indexOf('## What the tests run'))
  .split('\n')
  .filter((line) => /^\| `/.test(line))
  .map((line) => {
    const [, named = '', runner = ''] = line.split('|');
    return { parts: [...named.matchAll(/`([^`]+)`/g)].map(([, part]) => part!), runner: runner.trim() };
  });

describe('the guide', () => {
  test('says of each of its commands what runs it, and of no other', () => {
    expect(steps.length).toBeGreaterThan(20);
    const rowsOf = (step: string) => rows.filter(({ parts }) => parts.some((part) => step.includes(part)));
    expect(steps.filter((step) => rowsOf(step).length !== 1)).toEqual([]);
    const parts = rows.flatMap((row) => row.parts);
    expect(parts.filter((part) => !steps.some((step) => step.includes(part)))).toEqual([]);
  });

  test('has what nothing runs in the list of what no test has run', () => {
    const notProven = readFileSync(join(ROOT, 'docs', 'not-proven.md'), 'utf8');
    const [listed] = notProven.split('\n').filter((line) => line.startsWith('| in the guide: '));
    const inList = [...listed!.matchAll(/`([^`]+)`/g)].map(([, part]) => part!);
    expect(inList).toEqual(rows.flatMap(({ parts, runner }) => (/^nothing/.test(runner) ? parts : [])));
  });

  test('names files that are there', () => {
    const named = [...guide.matchAll(/examples\/cluster\/([\w-]+\.\w+)/g)].map(([, file]) => file!);
    expect([...new Set(named)].filter((file) => !readdirSync(FOLDER).includes(file))).toEqual([]);
  });

  test('hands over the certificate of a database that dev has', () => {
    const [, namespace, database] = /database-certificate\.sh kind-dwcp (\S+) (\S+)/.exec(guide)!;
    const ids = referencePlan('dev').resources.map(({ id }) => id);
    expect(ids).toContain(`postgresql.cnpg.io/v1/Cluster ${namespace}/${database}`);
    expect(read('vault.yaml')).toContain(`secretName: ${database}-vault, optional: true`);
  });

  test('has the operator log in for its key by what dev makes, and names that key', () => {
    const { storageEncryption } = parse(read('vault-secrets-operator.yaml')).controller.manager.clientCache;
    const ids = referencePlan('dev').resources.map(({ id }) => id);
    expect(ids).toContain(`secrets.hashicorp.com/v1beta1/VaultConnection ${storageEncryption.vaultConnectionRef}`);
    expect(ids).toContain(`vault:index/authBackend:AuthBackend auth/${storageEncryption.mount}`);
    expect(storageEncryption).toMatchObject({
      ...{ transitMount: 'dev/dwcp/transit', keyName: 'vault-secrets-operator' },
      kubernetes: { role: 'vault-secrets-operator' },
    });
  });

  test('trusts Vault by the file, mounts certificates in the folder, and has the trust domain that dev’s facts say', () => {
    const { config } = parse(readFileSync(join(ROOT, 'Pulumi.dev.yaml'), 'utf8'));
    const [volume] = parse(read('vault-secrets-operator.yaml')).controller.manager.volumes;
    expect(`${volume.mountPath}/${volume.secret.items[0].path}`).toBe(config['dwcp:vault'].caPath);
    const mounts = parse(read('vault.yaml')).server.volumeMounts as readonly { readonly mountPath: string }[];
    expect(mounts.some(({ mountPath }) => mountPath.startsWith(`${config['dwcp:vault'].databaseCertificates}/`))).toBe(
      true,
    );
    expect(parse(read('istiod.yaml')).meshConfig.trustDomain).toBe(config['dwcp:cluster'].trustDomain);
  });
});
