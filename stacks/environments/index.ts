import { checked, looserFields, type Place, UserError } from '../../constructs';
import { dev } from './dev';
import { posture as fields } from './fields';
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
  const posture = checkPosture(name, environments[name as EnvironmentName]);
  if (posture.name !== name) {
    // It is part of every Vault path and of every identity: this one would be planned into the other's mounts.
    const problem = `name: '${posture.name}' is not the environment's own`;
    throw new UserError([`stacks/environments/${name}.ts: ${problem}; write '${name}'`]);
  }
  const base = names[names.indexOf(name) - 1] as EnvironmentName | undefined;
  const looser = base === undefined ? [] : loosenings(name, posture, base);
  if (looser.length > 0) {
    throw new UserError(looser);
  }
  return posture;
}

function checkPosture(name: string, posture: unknown): EnvironmentPosture {
  return checked<EnvironmentPosture>(fields, posture, placeOf(name));
}

function loosenings(name: string, posture: EnvironmentPosture, base: EnvironmentName): readonly string[] {
  const before = { name: base, value: checkPosture(base, environments[base]) };
  return looserFields<EnvironmentPosture>(fields, posture, before, placeOf(name));
}

function placeOf(name: string): Place {
  return { before: `stacks/environments/${name}.ts: `, root: '', noun: 'field', whole: 'the posture' };
}
