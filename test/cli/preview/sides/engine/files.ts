import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comparisonOf, type Side } from '../../../../../cli/preview/comparison';
import { againstFile } from '../../../../../cli/preview/sides/files';
import { sideHere } from '../../../../../cli/preview/sides/here';
import type { Against } from '../../../../../cli/preview/sides/kind';
import { REFERENCE } from '../../../../support/reference';

type Json = any;

export const DEV = sideHere(REFERENCE, 'dev');

/** What the real engine wrote of the reference platform's dev: test/e2e/preview-engine.test.ts says how. */
export function recorded(name: string): Json {
  return JSON.parse(readFileSync(join(__dirname, 'recorded', `${name}.json`), 'utf8'));
}

/** What the command makes of a file of these contents, for dev or for another environment. */
export function readAgainst(content: unknown, here: Side = DEV): Against {
  const { environment } = here.plan;
  const directory = mkdtempSync(join(tmpdir(), 'dwcp-engine-'));
  try {
    writeFileSync(join(directory, 'pulumi.json'), JSON.stringify(content));
    return againstFile('pulumi.json', { directory, ours: new Map([[environment, here]]) }).get(environment)!;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The same, compared. */
export function comparisonWith(content: unknown, here: Side = DEV) {
  const { before, after = here, engine } = readAgainst(content, here);
  return comparisonOf(before, after, engine);
}

/** The state of a resource among those that a state or a step of a preview has. */
export function stateOf(recording: Json, name: string): Json {
  const states = recording.deployment?.resources ?? recording.steps.map((step: Json) => step.newState ?? step.oldState);
  return states.find(({ urn }: Json) => urn.endsWith(`::${name}`));
}
