import type { Plan } from '../../constructs/plan/plan';
import { deviates, type Finding, ok } from '../diagnosis/finding';
import { untold } from './judged';
import { Untold, type Vault } from './vault';

/** Where Vault writes down what it is asked: each device of the plan, or whichever there are. */
export async function devicesOf({ resources }: Pick<Plan, 'resources'>, vault: Vault): Promise<readonly Finding[]> {
  const planned = resources.flatMap((one) =>
    one.api === 'vault' && one.type === 'vault:index/audit:Audit' ? [String(one.args['path'])] : [],
  );
  try {
    const there = Object.keys((await vault.read<object>('sys/audit')) ?? {}).map((path) => path.replace(/\/$/, ''));
    if (planned.length === 0 && there.length > 0) return there.map((path) => ok(`Vault writes to ${path}`));
    if (planned.length === 0) {
      return [deviates('Vault writes nothing down', 'declare AuditDevices: docs/deploy.md')];
    }
    return planned.map((path) =>
      there.includes(path)
        ? ok(`Vault writes to ${path}`)
        : deviates(`Vault does not write to ${path}`, 'have pulumi up make it'),
    );
  } catch (error) {
    if (!(error instanceof Untold)) throw error;
    return [untold(error)];
  }
}
