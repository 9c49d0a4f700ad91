import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { graphOf } from '../../../cli/connections/graph';
import { type Overview, overviewOf } from '../../../cli/connections/overview';
import { readSource, type Source, type SourceOptions } from '../../../cli/connections/source';
import { reachabilityOf } from '../../../policies/reachability/index';
import { REFERENCE, ROOT } from '../../support/reference';

export { ROOT };

/** A folder of plain manifests: a shop, what watches it, and a job in a namespace that nobody declares. */
export const SHOP = 'test/cli/connections/shop';

/** Runs the built command, as a user does. */
export function dwcp(args: readonly string[], { cwd = ROOT, input = '', path = process.env['PATH'] } = {}) {
  const main = join(ROOT, 'bin', 'cli', 'main.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { PATH: path, NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

export function source(what: string, options: Partial<SourceOptions> = {}): Source {
  return readSource(what, { directory: ROOT, namespace: 'default', platform: REFERENCE, ...options });
}

/** What a reader sees of a source, and of what was computed of it. */
export function seen(from: Source): Overview {
  return overviewOf(from, reachabilityOf(from.objects, from.options));
}

export function graph(what: string, options: Partial<SourceOptions> = {}) {
  return graphOf(seen(source(what, options)));
}

/** `from → to 5432/TCP` for each row of a section. */
export function rowsOf({ sections }: Overview, wanted: string): string[] {
  const { rows = [] } = sections.find(({ key }) => key === wanted) ?? {};
  return rows.flatMap(({ from, to, ports }) =>
    ports.map((range) => {
      const numbers = range.from === range.to ? range.from : `${range.from}-${range.to}`;
      return `${from} → ${to} ${numbers}/${range.protocol}`;
    }),
  );
}

/** Writes files below a folder. */
export function write(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}
