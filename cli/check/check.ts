import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../constructs/invalid';
import { kubernetesResource } from '../../constructs/plan/resource';
import { failsCheck, judge, type Rule, type Verdict } from '../../policies/index';
import { isPath, readSource } from '../connections/source';
import { judged } from '../judged';
import { tell } from '../manifests/tell';
import { outputsOf, put } from '../output';
import type { LoadedPlatform } from '../platform/loaded';
import { withConfigJson } from '../platform/resolved/with-config-json';
import { renderVerdicts } from '../preview/screen/verdicts';
import { calledShort } from '../preview/sides/files';
import { printed } from '../remarks/format';
import type { Place } from '../remarks/remark';
import { nameIn, placeAt, placesIn } from '../remarks/source';
import { rulesOf } from '../rules/all';
import type { Session } from '../session';
import { foldedLines } from '../terminal/folded';
import { jsonText } from '../terminal/json';
import { type EngineFile, judgedAlone, judgedAs } from './engine/judged';
import { CHECK_ENDINGS, type CheckFormat } from './format';
import { verdictRemarks } from './remarks';

export interface CheckOptions {
  readonly format: CheckFormat;
  /** @default - they are printed */
  readonly out?: readonly string[];
  /** Whether what cannot be read of manifests is an error. @default false - the rest is judged */
  readonly strict?: boolean;
}

/** What is judged. */
export type Asked = Declared | Told;

/** An environment as it is declared here, or manifests. */
interface Declared {
  readonly what: string;
  readonly pulumi?: undefined;
  /** What `pulumi config --json` has printed, in the place of the stack file. @default - the stack file is read */
  readonly configJson?: string;
}

/** What a file says that Pulumi wrote. */
interface Told {
  readonly pulumi: string;
  /** The environment that it is judged as. @default - as nobody's: by the rules alone */
  readonly what?: string | undefined;
}

/** Judges an environment, manifests or a stack: 1 when a mandatory rule fails, or cannot tell. */
export async function check(asked: Asked, session: Session, options: CheckOptions): Promise<number> {
  const { format, out = [], strict = false } = options;
  const { directory } = session.options();
  const checked = await checkedBy(asked, session, strict);
  await put(outputsOf(out, format, CHECK_ENDINGS), directory, (as, width) => textOf(asked, checked, as, width));
  return failsCheck(checked.verdicts) ? 1 : 0;
}

/** The verdicts, and what it takes to show them beside the code. */
interface Checked {
  readonly verdicts: readonly Verdict[];
  readonly rules: readonly Rule[];
  placeOf(verdict: Verdict): Place;
}

function textOf(asked: Asked, { verdicts, rules, placeOf }: Checked, format: CheckFormat, width?: number): string {
  switch (format) {
    case 'text':
      return `${foldedLines(renderVerdicts(verdicts), width).join('\n')}\n`;
    case 'json':
      return jsonText({ source: sourceOf(asked), verdicts });
    default:
      return printed(verdictRemarks(verdicts, rules, placeOf), format);
  }
}

/** `production`, `production (preview.json)` */
function sourceOf({ what, pulumi }: Asked): string {
  if (pulumi === undefined) return what;
  const file = calledShort(pulumi);
  return what === undefined ? file : `${what} (${file})`;
}

async function checkedBy(asked: Asked, session: Session, strict: boolean): Promise<Checked> {
  const { directory } = session.options();
  if (asked.pulumi !== undefined) return onStack(asked.what, { file: asked.pulumi, directory }, session);
  const { what, configJson } = asked;
  const platform = await session.tryPlatform();
  const isEnvironment = platform?.platform.environments.includes(what) ?? false;
  const isManifests = !isEnvironment && (isPath(what) || existsSync(resolve(directory, what)));
  if (isManifests) {
    if (configJson === undefined) return onManifests(what, directory, platform, strict);
    throw new UserError([`--config-json ${configJson}: is for an environment; name one in the place of ${what}`]);
  }
  const from = platform ?? (await session.platform());
  return onEnvironment(what, configJson === undefined ? from : withConfigJson(from, what, configJson, directory));
}

function onEnvironment(name: string, from: LoadedPlatform): Checked {
  const { verdicts } = judged(from, name);
  const placeOf = placesIn(from.file.path);
  return { verdicts, rules: rulesOf(from), placeOf: ({ resource }) => placeOf(nameIn(resource)) };
}

async function onStack(environment: string | undefined, file: EngineFile, session: Session): Promise<Checked> {
  if (environment === undefined) {
    const platform = await session.tryPlatform();
    const placeOf = () => placeAt(file.file, file.directory);
    return { verdicts: judgedAlone(platform, file), rules: rulesOf(platform), placeOf };
  }
  const platform = await session.platform();
  const placeOf = placesIn(platform.file.path);
  return {
    verdicts: judgedAs(environment, platform, file),
    rules: rulesOf(platform),
    placeOf: ({ resource }) => placeOf(nameIn(resource)),
  };
}

/** By the rules of the repository's platform, if it has one; its exemptions are for its own resources. */
function onManifests(what: string, directory: string, platform: LoadedPlatform | undefined, strict: boolean): Checked {
  const { objects, reading } = readSource(what, { directory, namespace: 'default', strict });
  tell(reading);
  const rules = rulesOf(platform);
  const verdicts = judge(
    objects.map(({ object, path }) => kubernetesResource(object, path)),
    { rules },
  );
  return { verdicts, rules, placeOf: ({ path }) => placeAt(path, directory) };
}
