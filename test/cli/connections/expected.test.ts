import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differing } from '../../../cli/connections/expected';
import { linesOf } from '../../../cli/connections/formats/lines';
import { dwcp, SHOP, seen, source } from './support';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-expected-'));
  file = join(folder, 'connections.txt');
});
afterEach(() => rmSync(folder, { recursive: true }));

const connections = (...args: readonly string[]) => dwcp(['connections', SHOP, ...args]);

describe('a file of connections', () => {
  test('is what was printed: this set, and no other', () => {
    writeFileSync(file, connections('--format', 'lines').stdout);
    expect(connections('--expect', file)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('in no other way'),
    });

    const [first = '', ...rest] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, ['shop/nobody -> shop/db 5432/TCP  # typed', ...rest].join('\n'));
    const other = connections('--expect', file);
    expect(other.status).toBe(1);
    expect(other.stdout.split('\n')).toEqual([
      '- shop/nobody → shop/db 5432/TCP',
      `+ ${first}`,
      `${SHOP}: connects otherwise than ${file} expects: 1 not expected, 1 missing`,
      '',
    ]);
    expect(JSON.parse(connections('--expect', file, '--json').stdout)).toMatchObject({
      schema: 1,
      unexpected: [first],
      missing: ['shop/nobody → shop/db 5432/TCP'],
    });
  });

  test('may be of one caller', () => {
    writeFileSync(file, '# all that the api may reach\nshop/api  ->  shop/db  5432/TCP\n');
    const { stdout } = connections('--from', 'shop/api', '--expect', file);
    expect(stdout).not.toContain('shop/api → shop/db');
  });

  test.each([
    ['is not there', ['--expect', 'nowhere.txt'], '--expect nowhere.txt: is not there; write it first: '],
    [
      'is an answer without a question',
      ['--expect', 'denied'],
      'is about one connection; give --from, --to and --port',
    ],
    [
      'is an answer that is none',
      ['--from', 'shop/api', '--to', 'shop/db', '--port', '5432', '--expect', 'denyed'],
      '--expect denyed: is no answer about one connection; did you mean denied?',
    ],
  ])('that %s is an error', (_, args, says) => {
    const { status, stderr } = connections(...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(says)]);
  });
});

test('a request that the mesh no longer limits, a doubt, and what cannot be read are differences', () => {
  const overview = seen(source(SHOP));
  const row = { from: 'a', to: 'b', ports: [{ protocol: 'TCP', from: 80, to: 80 }], outcome: 'open' } as const;
  const told = (...rows: readonly object[]) =>
    ({ ...overview, alarms: [], sections: [{ key: 'workloads', title: '', rows }] }) as typeof overview;
  const limited = new Set(linesOf(told({ ...row, note: 'only methods GET' })));
  expect(limited).toEqual(new Set(['a → b 80/TCP (only methods GET)']));
  expect(differing(told(row), limited).unexpected).toEqual(['a → b 80/TCP']);
  expect(differing(told({ ...row, outcome: 'unknown', note: 'why' }), limited).unexpected).toEqual(['a → b 80/TCP ?']);
  expect(differing({ ...told(row), alarms: ['x.yaml:1: is no text'] }, limited).unexpected).toContain(
    '! x.yaml:1: is no text',
  );
});
