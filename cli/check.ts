import { failsCheck } from '../policies/index';
import { judged } from './judged';
import { renderVerdicts } from './preview/verdicts';

/** Judges an environment: 1 when a mandatory rule fails, or cannot tell. */
export function check(environment: string, directory: string, { json = false }: { json?: boolean }): number {
  const { verdicts } = judged(environment, directory);
  process.stdout.write(json ? `${JSON.stringify(verdicts, null, 2)}\n` : `${renderVerdicts(verdicts).join('\n')}\n`);
  return failsCheck(verdicts) ? 1 : 0;
}
