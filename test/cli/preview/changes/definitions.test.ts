import { join } from 'node:path';
import * as ts from 'typescript';
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
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, noEmit: true, incremental: false, rootDir: '/' },
    ROOT,
  );
  return ts
    .getPreEmitDiagnostics(ts.createProgram(files, options))
    .map(({ file, messageText }) => `${file?.fileName} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}
