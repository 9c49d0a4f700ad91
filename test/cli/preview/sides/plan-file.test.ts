import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Side } from '../../../../cli/preview/comparison';
import { againstFile } from '../../../../cli/preview/sides/files';
import { sideHere } from '../../../../cli/preview/sides/here';
import { plansJson } from '../../../../cli/preview/sides/plan-file';
import { sideJson } from '../../../../cli/preview/sides/side-json';
import { problemsOf } from '../../../support/problems-of';
import { REFERENCE } from '../../../support/reference';

const dev = sideHere(REFERENCE, 'dev');
const staging = sideHere(REFERENCE, 'staging');
const ours = new Map([
  ['dev', dev],
  ['staging', staging],
]);

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dwcp-sides-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

function read(content: unknown, asked: ReadonlyMap<string, Side> = ours, name = 'plan.json') {
  const text = typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content);
  writeFileSync(join(directory, name), text);
  return againstFile(name, { directory, ours: asked });
}

const refused = (content: unknown, asked = ours) => problemsOf(() => read(content, asked));

describe('a file of plans', () => {
  test('of one environment says what the command knew of it: plan, posture, exemptions, verdicts', () => {
    expect(dev.posture).toMatchObject({ name: 'dev', data: 'disposable' });
    const priced = { ...dev, prices: { currency: 'EUR', cpu: 20, memory: 2.5, storage: 0.1 } };
    const found = read(sideJson(priced));
    expect([...found.keys()]).toEqual(['dev']);
    expect(found.get('dev')!.before).toEqual(JSON.parse(JSON.stringify({ ...priced, from: 'plan.json' })));
  });

  test('of several says it of each that is asked for', () => {
    const plans = plansJson([staging, dev].map(sideJson));
    expect(
      [...read(plans, new Map([['dev', dev]]))].map(([name, { before }]) => [name, before.plan.environment]),
    ).toEqual([['dev', 'dev']]);
    expect([...read(plans).keys()]).toEqual(['staging', 'dev']);
  });

  test('is called without the folder that it lies in on this machine', () => {
    writeFileSync(join(directory, 'plan.json'), JSON.stringify(sideJson(dev)));
    const found = againstFile(join(directory, 'plan.json'), { directory: '/', ours });
    expect(found.get('dev')!.before.from).toBe('plan.json');
  });

  test('of a version that wrote plans alone leaves the rest unknown', () => {
    const { posture, exemptions, verdicts } = read(dev.plan).get('dev')!.before;
    expect([posture, exemptions, verdicts]).toEqual([undefined, undefined, undefined]);
  });

  test('that a tool wrote with a byte order mark is read', () => {
    expect(read(`\uFEFF${JSON.stringify(dev.plan)}`).has('dev')).toBe(true);
  });
});

describe('refuses', () => {
  const whole = JSON.stringify(sideJson(dev));
  const MADE =
    'pass plans, as `dwcp preview --all --format json` prints them, or a plan, as `dwcp preview ENV --format json` prints it, or what `pulumi stack export` prints, or what `pulumi preview --json` or `pulumi refresh --preview-only --json` prints';

  test.each<[what: string, content: unknown, ...says: readonly string[]]>([
    ['a file that was cut off', whole.slice(0, -100), 'plan.json: is not whole JSON: it was cut off; make it again'],
    ['one cut off in a text', '{"schema": 1, "environ', 'plan.json: is not whole JSON: it was cut off; make it again'],
    ['an empty one', '\n', 'plan.json: is empty; make it again'],
    ['what is no JSON, without showing what it is', 'password: hunter2', 'plan.json: is not JSON; make it again'],
    ['a mistake, with its line', '{\n  "a": 1,\n  b: 2 }', 'plan.json: is not JSON in line 3; make it again'],
    [
      'what PowerShell redirects',
      Buffer.from(`\uFEFF${whole}`, 'utf16le'),
      'plan.json: is UTF-16, as PowerShell writes it; write it by --out, which is UTF-8',
    ],
    ['a list', [], `plan.json: is nothing that a change is told against; ${MADE}`],
    [
      'a report',
      { schema: 1, outcome: {}, environments: [] },
      `plan.json: is a report, which says what a change meant; ${MADE}`,
    ],
    [
      'a plan of a later version',
      { ...dev.plan, schema: 2 },
      'plan.json: is a plan of schema 2, and this version of @dwcp/baseline reads 1; update it',
    ],
    [
      'plans of a later version',
      { schema: 2, plans: [] },
      'plan.json: holds plans of schema 2, and this version of @dwcp/baseline reads 1; update it',
    ],
    ['plans that are no list', { schema: 1, plans: {} }, 'plan.json: plans is no list; make the plans again'],
    [
      'no plans',
      { schema: 1, plans: [] },
      'plan.json: is of no environment, and not of dev, staging; name what it is of, or make another',
    ],
    ['a plan twice', plansJson([dev.plan, dev.plan]), 'plan.json: has two plans of dev; leave one of them out'],
    [
      'every plan that is wrong',
      plansJson([{ ...dev.plan, data: 'kept' }, staging.plan, { ...dev.plan, edges: 1 }]),
      'plan.json: plans[0]: data is "kept", where protected or disposable was expected; make the plan again',
      'plan.json: plans[2]: edges is 1, where a list was expected; make the plan again',
    ],
    [
      'verdicts and exemptions that nobody writes',
      { ...dev.plan, verdicts: [dev.verdicts![0], 1], exemptions: {}, posture: 'strict' },
      'plan.json: verdicts[1] is 1, where a map was expected; make the plan again',
      'plan.json: exemptions is a map, where a list was expected; make the plan again',
      'plan.json: posture is "strict", where a map was expected; make the plan again',
    ],
  ])('%s', (_, content, ...says) => {
    expect(refused(content)).toEqual(says);
  });

  test('prices that are none', () => {
    const prices = { currency: 'euro', cpu: 1, memory: 1, storage: 1 };
    expect(refused({ ...dev.plan, prices })).toEqual([
      "plan.json: prices.currency: 'euro' is no currency; write its three letters, e.g. EUR",
    ]);
  });

  test('a plan of another environment', () => {
    expect(refused(staging.plan, new Map([['dev', dev]]))).toEqual([
      'plan.json: is of staging, and not of dev; name what it is of, or make another',
    ]);
  });

  test('a file that is not there, and a folder', () => {
    const at = (what: string) => problemsOf(() => againstFile(what, { directory, ours }));
    expect(at('gone.json')).toEqual(['gone.json: is not there; mend the path']);
    expect(at('.')).toEqual(['.: is a folder; name a file in it']);
  });
});
