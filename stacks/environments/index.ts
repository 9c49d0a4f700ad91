import { dev } from './dev';
import type { EnvironmentPosture } from './posture';
import { production } from './production';
import { staging } from './staging';

/** Every environment, the loosest first: each may only tighten what the one before it has. */
export const environments = { dev, staging, production } satisfies Record<string, EnvironmentPosture>;
