import { previewChange } from '../../../support/preview-changes/all';
import { previewOfChange } from '../../../support/preview-changes/previewed';

/** A definition of resources that is stored in another form: a normal change. */
const UPGRADE = previewChange('crd-upgrade');

const RECORD = `
class: normal
title: Store templates of reports as v1
owner: reporting@example.com
submitted: 2026-11-24T09:00:00Z
window: { from: 2026-11-27T21:00:00Z, to: 2026-11-27T23:00:00Z }
approvals:
  - { board: change-advisory-board, by: ada@example.com, at: 2026-11-25T14:00:00Z }
`;

async function outcomeWith(record: string, id = UPGRADE.id) {
  const { status, report } = await previewOfChange(previewChange(id), {
    files: [{ file: 'upgrade.yaml', to: record }],
    options: { change: 'upgrade.yaml' },
  });
  const { is, because } = report.outcome;
  return { status, is, because };
}

test('a change whose record has everything that its class asks for is for people to look at', async () => {
  expect(await outcomeWith(RECORD)).toEqual({
    status: 0,
    is: 'needs review',
    because:
      'it is a normal change, since it touches the schema: CustomResourceDefinition reporttemplates.dwcp.example.com changed',
  });
});

test.each<[what: string, from: string | RegExp, to: string, lacks: string]>([
  ['too low a class', 'class: normal', 'class: standard', 'the class normal'],
  ['too short a lead time', 'from: 2026-11-27T21', 'from: 2026-11-26T08', '48 hours from its submission to its window'],
  [
    'a window that is over',
    /window: .*/,
    'window: { from: 2026-11-26T21:00:00Z, to: 2026-11-26T22:00:00Z }',
    'a maintenance window that is still to come or open',
  ],
  ['no approval', /approvals:\n.*/, '', 'approval by the Change Advisory Board before its window'],
])('refuses %s', async (_, from, to, lacks) => {
  const { status, is, because } = await outcomeWith(RECORD.replace(from, to));
  expect({ status, is }).toEqual({ status: 1, is: 'blocked' });
  expect(because).toBe(`the record of the change lacks ${lacks}`);
});

test('refuses an emergency without a reason', async () => {
  const emergency = `
class: emergency
title: Store templates of reports as v1
owner: reporting@example.com
submitted: 2026-11-27T09:00:00Z
approvals:
  - { board: emergency-change-advisory-board, by: ada@example.com, at: 2026-11-27T09:30:00Z }
review: 2026-12-01
`;
  expect(await outcomeWith(emergency)).toEqual({
    status: 1,
    is: 'blocked',
    because: 'the record of the change lacks the reason why it cannot wait',
  });
  expect(await outcomeWith(`${emergency}reason: reports are lost by the minute\n`)).toMatchObject({ status: 0 });
});

test('a record does not open a gate', async () => {
  expect(await outcomeWith(RECORD, 'namespace-label')).toMatchObject({ status: 1, is: 'blocked' });
});
