import { failsCheck } from '../../policies/index';
import { judged } from '../judged';
import type { LoadedPlatform } from '../platform/loaded';
import { renderVerdicts } from '../preview/verdicts';
import { jsonText } from '../terminal/json';

/** Judges an environment: 1 when a mandatory rule fails, or cannot tell. */
export function checkEnvironment(
  from: LoadedPlatform,
  name: string,
  { json = false }: { readonly json?: boolean },
): number {
  const { environment, verdicts } = judged(from, name);
  process.stdout.write(json ? jsonText({ environment, verdicts }) : `${renderVerdicts(verdicts).join('\n')}\n`);
  return failsCheck(verdicts) ? 1 : 0;
}
