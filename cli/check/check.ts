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
import { named } from '../platform/named';
import { withConfigJson } from '../platform/resolved/with-config-json';
import { calledShort } from '../preview/sides/json-source';
import { printed } from '../remarks/printed';
import type { Place } from '../remarks/remark';
import { nameIn, placeAt, placesIn } from '../remarks/source';
import { rulesOf } from '../rules/all';
import type { Session } from '../session';
import { jsonText } from '../terminal/json';
import { type Beyond, baselineText, beyond } from './baseline';
import type * as BaselineFile from './baseline-file';
import type * as Engine from './engine/judged';
import type { EngineFile } from './engine/judged';
import { exemptionsIn } from './exemptions';
import { CHECK_ENDINGS, type CheckFormat } from './format';
import { junitText } from './formats/junit';
import { markdownText } from './formats/markdown';
import { checkText } from './formats/text';
import { type Only, only } from './only';
import { verdictRemarks } from './remarks';

export interface CheckOptions {
  readonly format: CheckFormat;
  /** @default - they are printed */
  readonly out?: readonly string[];
  /** Whether what cannot be read of manifests is an error. @default false - the rest is judged */
  readonly strict?: boolean;
  /** Which rules are asked. @default - all of them */
  readonly only?: Only;
  /** The file of what was found before, which does not fail again. @default - nothing was */
  readonly baseline?: string | undefined;
  /** The file of exemptions, for manifests. @default - none: those of an environment stand in its platform */
  readonly exemptions?: string | undefined;
  /** Namespace of manifests that name none. @default 'default' */
  readonly namespace?: string | undefined;
  /** Namespaces that exist though no manifest declares them, each with its labels: `shop,team=red`. @default - none */
  readonly assumeNamespaces?: readonly string[];
  /** Where to write what is found now, in the place of telling it. @default - nowhere */
  readonly writeBaseline?: string | undefined;
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
  const { format, out = [], only: wanted = {}, baseline, writeBaseline } = options;
  const { directory } = session.options();
  const before = baseline === undefined ? undefined : baselineFile().readBaseline(baseline, directory);
  const found = await checkedBy(asked, session, options);
  const asking = { ...found, verdicts: only(wanted, found.verdicts, found.rules) };
  if (writeBaseline !== undefined) return adopt(asking.verdicts, writeBaseline, directory);
  const checked: Checked = before === undefined ? asking : { ...asking, ...beyond(before, asking.verdicts) };
  const whole = (wanted.rules ?? []).length > 0;
  await put(outputsOf(out, format, CHECK_ENDINGS), directory, (as, width) =>
    textOf(asked, checked, { format: as, width, whole }),
  );
  // Of a part of the rules, nobody can tell what all of them find no more.
  if (before !== undefined && wanted.level === undefined && !wanted.rules?.length) tellGone(baseline!, checked);
  return failsCheck(checked.verdicts) ? 1 : 0;
}

/** What checks the shape of a file is loaded only where there is one. */
function baselineFile(): typeof BaselineFile {
  return require('./baseline-file') as typeof BaselineFile;
}

/** The verdicts, and what it takes to show them beside the code. */
interface Checked extends Partial<Beyond> {
  readonly verdicts: readonly Verdict[];
  readonly rules: readonly Rule[];
  placeOf(verdict: Verdict): Place;
}

/** Writes down what is found, so that from now on only what is new fails. */
async function adopt(verdicts: readonly Verdict[], file: string, directory: string): Promise<number> {
  await put([{ format: 'json', file }], directory, () => baselineText(verdicts), '--write-baseline');
  const count = verdicts.reduce((sum, { messages }) => sum + messages.length, 0);
  process.stderr.write(`${file}: ${count} findings; dwcp check --baseline ${file} fails on any other\n`);
  return 0;
}

function tellGone(file: string, { gone = 0 }: Checked): void {
  if (gone === 0) return;
  process.stderr.write(`note: ${gone} of ${file} are found no more; write it again: --write-baseline ${file}\n`);
}

interface Shown {
  readonly format: CheckFormat;
  readonly width?: number | undefined;
  /** Whether somebody has asked for some rules, and wants all that these find. */
  readonly whole: boolean;
}

function textOf(asked: Asked, checked: Checked, { format, width, whole }: Shown): string {
  const { verdicts, rules, placeOf, known } = checked;
  switch (format) {
    case 'text':
      return checkText(verdicts, { known, width, whole });
    case 'json':
      return jsonText({ source: sourceOf(asked), verdicts, ...(known !== undefined && { known }) });
    case 'junit':
      return junitText(verdicts, placeOf);
    case 'markdown':
      return markdownText(verdicts, rules, placeOf);
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

async function checkedBy(asked: Asked, session: Session, options: CheckOptions): Promise<Checked> {
  const { directory } = session.options();
  if (asked.pulumi !== undefined) {
    refuseForManifests(options);
    return onStack(asked.what, { file: asked.pulumi, directory }, session);
  }
  const { what, configJson } = asked;
  const platform = await session.tryPlatform();
  const isEnvironment = platform?.platform.environments.includes(what) ?? false;
  const isManifests = !isEnvironment && (isPath(what) || existsSync(resolve(directory, what)));
  if (isManifests) {
    if (configJson === undefined) return onManifests(what, directory, platform, options);
    throw new UserError([`--config-json ${configJson}: is for an environment; name one in the place of ${what}`]);
  }
  refuseForManifests(options);
  const from = platform ?? (await session.platform());
  return onEnvironment(what, configJson === undefined ? from : withConfigJson(from, what, configJson, directory));
}

/** @throws UserError for what only manifests are asked for: taken for nothing, it would be believed to hold. */
function refuseForManifests({ exemptions, namespace, assumeNamespaces = [] }: CheckOptions): void {
  const problems = [
    ...(exemptions === undefined
      ? []
      : [`--exemptions ${exemptions}: is for manifests; those of an environment stand in its platform`]),
    ...(namespace === undefined ? [] : [`--namespace ${namespace}: is for manifests; an environment names its own`]),
    ...assumeNamespaces.map((text) => `--assume-namespace ${text}: is for manifests; an environment declares its own`),
  ];
  if (problems.length > 0) throw new UserError(problems);
}

function onEnvironment(name: string, from: LoadedPlatform): Checked {
  const { verdicts, resources } = judged(from, name);
  if (resources.length === 0) {
    const file = named(from.file.path);
    throw new UserError([
      `${file}: declares nothing in ${name}, so there is nothing to check; declare what runs there`,
    ]);
  }
  const placeOf = placesIn(from.file.path);
  return { verdicts, rules: rulesOf(from), placeOf: ({ resource }) => placeOf(nameIn(resource)) };
}

async function onStack(environment: string | undefined, file: EngineFile, session: Session): Promise<Checked> {
  const { judgedAlone, judgedAs } = require('./engine/judged') as typeof Engine;
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
function onManifests(
  what: string,
  directory: string,
  platform: LoadedPlatform | undefined,
  { strict = false, exemptions: file, namespace = 'default', assumeNamespaces = [] }: CheckOptions,
): Checked {
  const excusing = exemptionsIn(file, directory);
  const { objects, reading } = readSource(what, { directory, namespace, assumeNamespaces, strict });
  tell(reading);
  const rules = rulesOf(platform);
  const verdicts = judge(
    objects.map(({ object, path }) => kubernetesResource(object, path)),
    { rules, ...excusing },
  );
  return { verdicts, rules, placeOf: ({ path }) => placeAt(path, directory) };
}
