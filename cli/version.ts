import { createRequire } from 'node:module';

/** The version of the package that this is, by its own name: the sources and what is compiled of them are in other places. */
export function version(): string {
  const { version } = createRequire(__filename)('@dwcp/baseline/package.json') as { readonly version: string };
  return version;
}
