import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Comparison, comparisonOf, type Side } from '../../../cli/preview/comparison';
import { againstFile } from '../../../cli/preview/sides/files';

/** What the command compares when it is given what Pulumi has printed. */
export function comparisonWith(printed: unknown, here: Side): Comparison {
  const { environment } = here.plan;
  const directory = mkdtempSync(join(tmpdir(), 'dwcp-printed-'));
  try {
    writeFileSync(join(directory, 'pulumi.json'), JSON.stringify(printed));
    const {
      before,
      after = here,
      engine,
    } = againstFile('pulumi.json', {
      directory,
      ours: new Map([[environment, here]]),
    }).get(environment)!;
    return comparisonOf(before, after, engine);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
