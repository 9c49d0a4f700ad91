import { UserError } from '../../constructs/invalid';
import { isPlatform, PLATFORM_SHAPE, type Platform } from '../../constructs/platform/platform';

/** The platform among what a file exports: its default, or what it calls `platform`. */
export function platformAmong(exported: unknown, file: string): Platform {
  const { default: byDefault, platform } = partsOf(exported);
  // Of CommonJS, the default is what `module.exports` is, or the whole is.
  const inDefault = partsOf(byDefault);
  const found = [byDefault, platform, inDefault['default'], inDefault['platform'], exported].find(isPlatform);
  if (found === undefined) throw new UserError([`${file}: ${without(exported)}`]);
  if (found.shape !== PLATFORM_SHAPE) {
    const versions = `is a platform of version ${found.shape}, and this command reads version ${PLATFORM_SHAPE}`;
    throw new UserError([`${file}: ${versions}; run the command of the package that it imports: npx dwcp`]);
  }
  return found;
}

/** What a file exports instead, and what to do. */
function without(exported: unknown): string {
  const remedy = 'end it with `export default definePlatform({ … })`';
  const { default: byDefault, ...others } = partsOf(exported);
  // The loader answers for a default that is not there by all that is.
  if (byDefault === undefined || !Object.hasOwn(exported as object, 'default')) {
    const names = Object.keys(others);
    return names.length === 0
      ? `exports nothing; ${remedy}`
      : `exports ${names.join(', ')}, and no platform; ${remedy}`;
  }
  const { declare, environments } = partsOf(byDefault);
  const isForgotten = declare !== undefined || environments !== undefined;
  return `exports ${shown(byDefault)} by default, which is no platform; ${isForgotten ? 'wrap it in definePlatform(…)' : remedy}`;
}

function shown(value: unknown): string {
  if (value instanceof Promise) return 'a promise';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'string') return `'${value}'`;
  return typeof value === 'object' && value !== null ? `{ ${Object.keys(value).join(', ')} }` : String(value);
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
