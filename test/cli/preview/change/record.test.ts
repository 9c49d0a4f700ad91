import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecord } from '../../../../cli/preview/change/record';
import { problemsOf } from '../../../support/problems-of';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dwcp-record-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function record(text: string) {
  const path = join(folder, 'record.yaml');
  writeFileSync(path, text);
  return readRecord(path, 'changes/orders.yaml');
}

test('the record of a change is read from its file', () => {
  const text = `
class: normal
title: Keep orders in a database of their own
owner: orders@example.com
submitted: 2026-11-23T09:00Z
window:
  from: 2026-11-27T22:00:00+01:00
  to: 2026-11-28T00:00:00+01:00
approvals:
  - board: change-advisory-board
    by: ada@example.com
    at: 2026-11-25T14:00:00Z
review: 2026-12-03
`;
  expect(record(text)).toEqual({
    class: 'normal',
    title: 'Keep orders in a database of their own',
    owner: 'orders@example.com',
    submitted: '2026-11-23T09:00Z',
    window: { from: '2026-11-27T22:00:00+01:00', to: '2026-11-28T00:00:00+01:00' },
    approvals: [{ board: 'change-advisory-board', by: 'ada@example.com', at: '2026-11-25T14:00:00Z' }],
    review: '2026-12-03',
  });
});

test('refuses everything that is wrong with its form at once', () => {
  const text = `
class: urgent
titel: Keep orders in a database of their own
submitted: 2026-11-23
window: { from: 2026-11-28T22:00:00Z, to: 2026-11-28T22:00:00+01:00 }
approvals:
  - { board: board, by: ada@example.com, at: 2026-02-30T14:00:00Z }
review: next week
`;
  const find = 'write it as in 2026-11-30T22:00:00Z';
  expect(problemsOf(() => record(text))).toEqual([
    'changes/orders.yaml: titel: is not a part; did you mean title?',
    "changes/orders.yaml: class: 'urgent' is not one of standard, normal, emergency; it says how the change is managed",
    'changes/orders.yaml: owner: is missing; name the team that deploys it',
    `changes/orders.yaml: submitted: '2026-11-23' is no time with a day and an offset; ${find}`,
    'changes/orders.yaml: window: begins at 2026-11-28T22:00:00Z and ends at 2026-11-28T22:00:00+01:00; let it end later than it begins',
    "changes/orders.yaml: approvals[0].board: 'board' is not one of change-advisory-board, emergency-change-advisory-board; it says in whose name",
    `changes/orders.yaml: approvals[0].at: '2026-02-30T14:00:00Z' is no time with a day and an offset; ${find}`,
    "changes/orders.yaml: review: 'next week' is no date; give the day on which people look back at it, e.g. 2026-12-03",
  ]);
});

test.each(['2026-11-30T24:00:00Z', '2026-11-30T22:60:00Z', '2026-11-30T22:00:00', '2026-11-30 22:00:00Z'])(
  'refuses %s, which is no moment that everybody reads alike',
  (time) => {
    const text = `class: standard\ntitle: a\nowner: b\nsubmitted: ${time}\n`;
    expect(problemsOf(() => record(text))).toEqual([
      `changes/orders.yaml: submitted: '${time}' is no time with a day and an offset; write it as in 2026-11-30T22:00:00Z`,
    ]);
  },
);

test('refuses a file that is not there', () => {
  expect(problemsOf(() => readRecord(join(folder, 'none.yaml'), 'none.yaml'))).toEqual([
    '--change none.yaml: is not there; name the record of the change',
  ]);
});
