import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { kubernetesResource } from '../../constructs/plan/resource';
import { failsCheck, judge, type Verdict } from '../../policies/index';
import { isPath, readSource } from '../connections/source';
import { judged } from '../judged';
import type { LoadedPlatform } from '../platform/loaded';
import { renderVerdicts } from '../preview/screen/verdicts';
import { rulesOf } from '../rules/all';
import type { Session } from '../session';
import { jsonText } from '../terminal/json';

/** Judges an environment, or manifests: 1 when a mandatory rule fails, or cannot tell. */
export async function check(
  what: string,
  session: Session,
  { json = false }: { readonly json?: boolean },
): Promise<number> {
  const verdicts = await verdictsOn(what, session);
  process.stdout.write(json ? jsonText({ source: what, verdicts }) : `${renderVerdicts(verdicts).join('\n')}\n`);
  return failsCheck(verdicts) ? 1 : 0;
}

async function verdictsOn(what: string, session: Session): Promise<readonly Verdict[]> {
  const { directory } = session.options();
  const platform = await session.tryPlatform();
  const isEnvironment = platform?.platform.environments.includes(what) ?? false;
  const isManifests = !isEnvironment && (isPath(what) || existsSync(resolve(directory, what)));
  return isManifests
    ? onManifests(what, directory, platform)
    : judged(platform ?? (await session.platform()), what).verdicts;
}

/** By the rules of the repository's platform, if it has one; its exemptions are for its own resources. */
function onManifests(what: string, directory: string, platform: LoadedPlatform | undefined): readonly Verdict[] {
  const { objects } = readSource(what, { directory, namespace: 'default' });
  return judge(
    objects.map(({ object, path }) => kubernetesResource(object, path)),
    { rules: rulesOf(platform) },
  );
}
