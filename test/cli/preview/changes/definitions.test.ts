import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../../../../tools/compiler';
import { PREVIEW_CHANGES } from '../../../support/preview-changes/all';
import { Checkout } from '../../../support/preview-changes/checkout';
import { comparisonOfChange } from '../../../support/preview-changes/comparison';
import { ROOT } from '../../../support/reference';

describe('the changes that a preview is tried on', () => {
  test('are fifteen, each under a name of its own', () => {
    expect(new Set(PREVIEW_CHANGES.map(({ id }) => id)).size).toBe(15);
  });

  test.each(PREVIEW_CHANGES.map((change) => [change.id, change] as const))(
    '%s changes the environment',
    (_, change) => {
      const { before, after } = comparisonOfChange(change);
      expect(after).not.toEqual({ ...before, looser: after.looser });
    },
  );

  test('compile, before and after, under the flags of the project', () => {
    const checkouts = PREVIEW_CHANGES.flatMap(({ before = [], edits }) => [
      ...(before.length === 0 ? [] : [new Checkout(before)]),
      new Checkout([...before, ...edits]),
    ]);
    try {
      expect(problemsIn(checkouts.map(({ folder }) => join(folder, 'stacks', 'platform.ts')))).toEqual([]);
    } finally {
      for (const checkout of checkouts) checkout.remove();
    }
  }, 60_000);
});

function problemsIn(files: readonly string[]): readonly string[] {
  const project = join(ROOT, 'tsconfig.json');
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dwcp-definitions-')));
  try {
    const compilerOptions = { incremental: false, rootDir: '/', typeRoots: [join(ROOT, 'node_modules', '@types')] };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: project, compilerOptions, include: [], files }),
    );
    return compile(['--noEmit', '-p', folder]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
