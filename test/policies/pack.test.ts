import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../support/reference';

const FOLDER = join(ROOT, 'policies');

interface Package {
  readonly version: string;
  readonly main: string;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
}

const packageIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package;

const pack = packageIn(FOLDER);

test('the policy pack is whole: its program is in its folder, and needs what it says and nothing else', () => {
  const main = join(FOLDER, pack.main);
  expect(relative(FOLDER, dirname(main))).toBe('dist');
  expect(existsSync(main)).toBe(true);
  const needs = [...readFileSync(main, 'utf8').matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name!);
  expect(new Set(needs.filter((name) => !isBuiltin(name)))).toEqual(new Set(Object.keys(pack.dependencies)));
});

test('it has the version of the package, and asks for the same Pulumi', () => {
  const { version, peerDependencies } = packageIn(ROOT);
  expect(pack.version).toBe(version);
  expect(pack.dependencies['@pulumi/policy']).toBe(peerDependencies!['@pulumi/policy']);
});
