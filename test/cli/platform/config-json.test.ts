import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { ROOT } from '../../support/reference';
import { History } from '../preview/sides/history';

type Config = Readonly<Record<string, unknown>>;

let history: History;
/** The facts of qa, whole. */
let facts: Config;
beforeEach(() => {
  history = new History();
  const text = readFileSync(join(history.folder, 'Pulumi.qa.yaml'), 'utf8');
  ({ config: facts } = parse(text) as { config: Config });
});
afterEach(() => history.remove());

/** Leaves in the stack file what a test says, as where the rest is in Pulumi ESC. */
function inStackFile(config: Config): void {
  history.repository.write({ 'Pulumi.qa.yaml': stringify({ environment: ['shop/qa'], config }) });
}

/** What `pulumi config --json` prints of that. */
function printed(config: Config, secret: readonly string[] = []): string {
  const entries = Object.entries(config).map(([key, value]) => {
    const text = typeof value === 'string' ? { value } : { value: JSON.stringify(value), objectValue: value };
    return [key, { ...text, secret: secret.includes(key) }];
  });
  return JSON.stringify(Object.fromEntries(entries));
}

/** Writes a file that is no part of the repository, and says where. */
function written(text: string): string {
  const name = join('.temporary', 'config.json');
  history.repository.write({ [name]: text });
  return name;
}

describe('a configuration that Pulumi has resolved', () => {
  test('takes the place of the stack file, which alone has too little and says so', () => {
    inStackFile({ 'shop:team': 'checkout' });
    const { status, stderr } = history.dwcp(['check', 'qa']);
    expect(status).toBe(2);
    const lines = stderr.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^Pulumi\.qa\.yaml: shop:cluster: is missing; give it /);
    expect(lines.at(-1)).toBe(
      'Pulumi.qa.yaml: environment: may have what is missing; pass it by --config-json: pulumi config --json --open --stack qa',
    );
    const whole = history.dwcp(['check', 'qa', '--config-json', written(printed(facts))]);
    expect(whole).toMatchObject({ status: 0, stderr: '' });
    const shown = history.dwcp(['preview', 'qa', '--json', '--config-json', written(printed(facts))]);
    expect(JSON.parse(shown.stdout)).toMatchObject({ environment: 'qa', cluster: { trustDomain: 'qa.shop.internal' } });
  });

  test('is piped in', () => {
    inStackFile({});
    const args = [join(ROOT, 'bin', 'cli', 'main.js'), 'check', 'qa', '--config-json', '-'];
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd: history.folder,
      encoding: 'utf8',
      input: printed(facts),
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('is on both sides of a change, of which what the stack file itself says is left', () => {
    const image = (facts['shop:images'] as { orders: string }).orders;
    const { 'shop:cluster': place, ...ours } = facts;
    // Of the cluster, one value is in the file, too: it is there before and after.
    inStackFile({ ...ours, 'shop:cluster': { trustDomain: 'other.shop.internal' } });
    history.commit();
    const images = { ...(facts['shop:images'] as object), orders: image.replace('1.4.0', '1.5.0') };
    const trusting = { ...(place as object), trustDomain: 'other.shop.internal' };
    inStackFile({ ...ours, 'shop:images': images, 'shop:cluster': { trustDomain: 'other.shop.internal' } });
    const resolved = written(printed({ ...ours, 'shop:images': images, 'shop:cluster': trusting }));
    const { status, stdout, stderr } = history.dwcp([
      ...['preview', 'qa', '--against', 'HEAD', '--format', 'json', '--config-json', resolved],
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { environments } = JSON.parse(stdout) as {
      environments: { diff: { added: unknown[]; changed: { id: string; fields: { before: unknown }[] }[] } }[];
    };
    const [{ diff }] = environments as [(typeof environments)[0]];
    expect(diff.added).toEqual([]);
    expect(diff.changed.map(({ id, fields }) => [id, ...fields.map(({ before }) => before)])).toEqual([
      ['apps/v1/Deployment shop/orders', image],
    ]);
  });

  test('is what a platform that reads the clock is evaluated with, at another time as well', () => {
    inStackFile({});
    history.commit();
    history.repository.edit('platform.ts', 'labels: {', 'labels: { at: `${new Date().getFullYear()}`,');
    const args = ['preview', 'qa', '--against', 'HEAD', '--config-json', written(printed(facts))];
    const { status, stderr } = history.dwcp(args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^the working tree: .*platform\.ts:\d+.* and what it declares of qa follows from it: /);
  });
});

describe('refuses', () => {
  test('a secret in the place of a fact, shown or not, without repeating it', () => {
    const secret = { ...facts, 'shop:team': 'hunter2' };
    for (const text of [
      printed(secret, ['shop:team']),
      printed(secret, ['shop:team']).replace('"value":"hunter2",', ''),
    ]) {
      const { status, stdout, stderr } = history.dwcp(['check', 'qa', '--config-json', written(text)]);
      expect({ status, stdout, stderr }).toEqual({
        status: 2,
        stdout: '',
        stderr: '.temporary/config.json: shop:team: is encrypted; facts are not secrets, so write the value in plain\n',
      });
    }
  });

  test('what is not resolved, with how it is', () => {
    const text = printed({
      ...facts,
      'shop:cluster': { ...(facts['shop:cluster'] as object), trustDomain: '[unknown]' },
    });
    expect(history.dwcp(['check', 'qa', '--config-json', written(text)])).toMatchObject({
      status: 2,
      stderr:
        ".temporary/config.json: shop:cluster.trustDomain: '[unknown]' is not a DNS name; give trustDomain of Istio's meshConfig, e.g. cluster.local\n" +
        '.temporary/config.json: has [unknown] for what Pulumi has not resolved; make it by pulumi config --json --open --stack qa\n',
    });
  });

  test.each([
    ['a stack file in JSON', JSON.stringify({ config: { 'shop:team': 'checkout' } })],
    ['the values of an environment of Pulumi ESC', JSON.stringify({ pulumiConfig: { 'shop:team': 'checkout' } })],
    ['a value that is no text', JSON.stringify({ 'shop:team': { value: 1, secret: false } })],
    ['a list', '[]'],
  ])('%s', (_, text) => {
    expect(history.dwcp(['check', 'qa', '--config-json', written(text)])).toMatchObject({
      status: 2,
      stderr:
        '.temporary/config.json: is no configuration of a stack; make it by pulumi config --json --open --stack qa\n',
    });
  });

  test.each([
    [
      ['check', '.', '--config-json', 'config.json'],
      '--config-json config.json: is for an environment; name one in the place of .',
    ],
    [
      ['preview', '--all', '--config-json', 'config.json'],
      '--config-json config.json: is of one environment; name one, not qa, live',
    ],
    [
      ['preview', 'qa', '--against', '-', '--config-json', '-'],
      '--config-json -: is standard input, which --against reads; write one of them to a file',
    ],
    [['check', 'qa', '--config-json', 'config.json'], 'config.json: is not there; mend the path'],
  ])('%j', (args, says) => {
    expect(history.dwcp(args)).toMatchObject({ status: 2, stderr: `${says}\n` });
  });
});
