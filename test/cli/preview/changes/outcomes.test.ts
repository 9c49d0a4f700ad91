import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rendered } from '../../../../cli/preview/formats';
import type { GateId } from '../../../../cli/preview/gates/gate';
import { proposedPasses } from '../../../../cli/preview/gates/proposal';
import type { Outcome } from '../../../../cli/preview/outcome';
import type { Report } from '../../../../cli/preview/report';
import { PREVIEW_CHANGES } from '../../../support/preview-changes/all';
import { previewOfChange } from '../../../support/preview-changes/previewed';
import { ROOT } from '../../../support/reference';

/** What each change has to come to. The exit status is 1 where it is blocked. */
interface Expected {
  readonly is: Outcome['is'];
  readonly shut?: readonly GateId[];
  readonly class: 'standard' | 'normal';
}

const EXPECTED: Readonly<Record<string, Expected>> = {
  'new-edge': { is: 'blocked', shut: ['wider-reachability'], class: 'normal' },
  'removed-edge': { is: 'safe', class: 'standard' },
  'new-exposed-host': { is: 'blocked', shut: ['wider-reachability'], class: 'normal' },
  'postgres-storage': { is: 'safe', class: 'standard' },
  'postgres-rename': { is: 'blocked', shut: ['data-loss', 'wider-reachability', 'identity'], class: 'normal' },
  'data-made-disposable': { is: 'blocked', shut: ['data-loss', 'weaker-posture'], class: 'normal' },
  'weaker-mtls': { is: 'blocked', shut: ['weaker-posture', 'failed-rule'], class: 'normal' },
  'exemption-added': { is: 'needs review', class: 'standard' },
  'rotation-at-120-days': { is: 'blocked', shut: ['weaker-posture', 'failed-rule'], class: 'normal' },
  'namespace-label': { is: 'blocked', shut: ['weaker-posture', 'failed-rule'], class: 'normal' },
  'hpa-maximum': { is: 'safe', class: 'standard' },
  'selector-change': { is: 'blocked', shut: ['unavailable-rollout'], class: 'normal' },
  'image-digest': { is: 'safe', class: 'standard' },
  'crd-upgrade': { is: 'needs review', class: 'normal' },
  'moved-construct': { is: 'safe', class: 'standard' },
};

const GOLDEN = join(ROOT, 'test', 'golden', 'preview');

test('every change has an outcome that is expected of it', () => {
  expect(Object.keys(EXPECTED).sort()).toEqual(PREVIEW_CHANGES.map(({ id }) => id).sort());
});

describe.each(PREVIEW_CHANGES)('$id', (change) => {
  let status: number;
  let report: Report;
  beforeAll(async () => {
    ({ status, report } = await previewOfChange(change));
  });

  test('comes to what it should, by the gates and the class that it should', () => {
    const { is, shut = [], class: itsClass } = EXPECTED[change.id]!;
    const [one, ...others] = report.environments;
    expect(others).toEqual([]);
    expect({
      is: report.outcome.is,
      shut: one!.gates.filter((gate) => gate.status === 'shut').map(({ gate }) => gate),
      class: one!.change.class,
      status,
    }).toEqual({ is, shut, class: itsClass, status: is === 'blocked' ? 1 : 0 });
  });

  test('is let through where somebody answers for what it proposes, and then is for people to look at', async () => {
    const proposed = proposedPasses(report.environments);
    if (report.outcome.is !== 'blocked') return expect(proposed).toEqual([]);
    const answers = { owner: 'platform@example.com', reason: 'it was agreed on', expires: '2026-12-31' };
    const filled = Object.entries(answers).reduce(
      (text, [field, answer]) => text.replaceAll(RegExp(`(?<= ${field}:) #.*`, 'g'), ` ${answer}`),
      `${proposed.join('\n')}\n`,
    );
    const passed = await previewOfChange(change, { files: [{ file: 'dwcp.passes.yaml', to: filled }] });
    expect({ status: passed.status, is: passed.report.outcome.is }).toEqual({ status: 0, is: 'needs review' });
    expect(passed.report.environments[0]!.findings.filter(({ subject }) => subject.includes('passes'))).toEqual([]);
  });

  test('is told as is written down; read the change, then write it down with `npm run golden`', async () => {
    const file = join(GOLDEN, `${change.id}.md`);
    const text = await rendered(report, 'markdown');
    if (process.env['UPDATE_GOLDEN'] === '1') {
      mkdirSync(GOLDEN, { recursive: true });
      writeFileSync(file, text);
    }
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});
