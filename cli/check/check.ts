import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { kubernetesResource } from '../../constructs/plan/resource';
import { failsCheck, judge, type Rule, type Verdict } from '../../policies/index';
import { isPath, readSource } from '../connections/source';
import { judged } from '../judged';
import { outputsOf, put } from '../output';
import type { LoadedPlatform } from '../platform/loaded';
import { renderVerdicts } from '../preview/screen/verdicts';
import { printed } from '../remarks/format';
import type { Place } from '../remarks/remark';
import { nameIn, placeAt, placesIn } from '../remarks/source';
import { rulesOf } from '../rules/all';
import type { Session } from '../session';
import { foldedLines } from '../terminal/folded';
import { jsonText } from '../terminal/json';
import { CHECK_ENDINGS, type CheckFormat } from './format';
import { verdictRemarks } from './remarks';

export interface CheckOptions {
  readonly format: CheckFormat;
  /** @default - they are printed */
  readonly out?: readonly string[];
}

/** Judges an environment, or manifests: 1 when a mandatory rule fails, or cannot tell. */
export async function check(what: string, session: Session, { format, out = [] }: CheckOptions): Promise<number> {
  const { directory } = session.options();
  const checked = await checkedBy(what, session);
  await put(outputsOf(out, format, CHECK_ENDINGS), directory, (as, width) => textOf(what, checked, as, width));
  return failsCheck(checked.verdicts) ? 1 : 0;
}

/** The verdicts, and what it takes to show them beside the code. */
interface Checked {
  readonly verdicts: readonly Verdict[];
  readonly rules: readonly Rule[];
  placeOf(verdict: Verdict): Place;
}

function textOf(what: string, { verdicts, rules, placeOf }: Checked, format: CheckFormat, width?: number): string {
  switch (format) {
    case 'text':
      return `${foldedLines(renderVerdicts(verdicts), width).join('\n')}\n`;
    case 'json':
      return jsonText({ source: what, verdicts });
    default:
      return printed(verdictRemarks(verdicts, rules, placeOf), format);
  }
}

async function checkedBy(what: string, session: Session): Promise<Checked> {
  const { directory } = session.options();
  const platform = await session.tryPlatform();
  const isEnvironment = platform?.platform.environments.includes(what) ?? false;
  const isManifests = !isEnvironment && (isPath(what) || existsSync(resolve(directory, what)));
  return isManifests
    ? onManifests(what, directory, platform)
    : onEnvironment(what, platform ?? (await session.platform()));
}

function onEnvironment(name: string, from: LoadedPlatform): Checked {
  const { verdicts } = judged(from, name);
  const placeOf = placesIn(from.file.path);
  return { verdicts, rules: rulesOf(from), placeOf: ({ resource }) => placeOf(nameIn(resource)) };
}

/** By the rules of the repository's platform, if it has one; its exemptions are for its own resources. */
function onManifests(what: string, directory: string, platform: LoadedPlatform | undefined): Checked {
  const { objects } = readSource(what, { directory, namespace: 'default' });
  const rules = rulesOf(platform);
  const verdicts = judge(
    objects.map(({ object, path }) => kubernetesResource(object, path)),
    { rules },
  );
  return { verdicts, rules, placeOf: ({ path }) => placeAt(path, directory) };
}
