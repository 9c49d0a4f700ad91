import { UserError } from '../../constructs/invalid';
import { checkPosture } from './check';
import { dev } from './dev';
import { loosenings } from './loosenings';
import type { EnvironmentPosture } from './posture';
import { production } from './production';
import { staging } from './staging';

/** Every environment, the loosest first: each may only tighten what the one before it has. */
export const environments = { dev, staging, production } satisfies Record<string, EnvironmentPosture>;

export type EnvironmentName = keyof typeof environments;

/** The posture of an environment, checked; a name that is none of them is the user's error. */
export function postureOf(name: string): EnvironmentPosture {
  const names = Object.keys(environments);
  if (!names.includes(name)) {
    throw new UserError([`unknown environment '${name}'; choose one of ${names.join(', ')}`]);
  }
  const posture = checkPosture(environments[name as EnvironmentName]);
  if (posture.name !== name) {
    // It is part of every Vault path and of every identity: this one would be planned into the other's mounts.
    const problem = `name: '${posture.name}' is not the environment's own`;
    throw new UserError([`stacks/environments/${name}.ts: ${problem}; write '${name}'`]);
  }
  const base = Object.values(environments)[names.indexOf(name) - 1];
  const looser = base === undefined ? [] : loosenings(posture, checkPosture(base));
  if (looser.length > 0) {
    throw new UserError(looser);
  }
  return posture;
}
