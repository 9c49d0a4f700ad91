import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { transformFileSync } from '@swc/core';
import { buildSync } from 'esbuild';
import { binaryOf } from '../../servers/build';
import { LIVE_SERVERS } from '../../servers/catalog';
import { run } from '../../servers/command';
import { buildImage, type Image, type Layer } from './images';
import type { Packages } from './packages';

/** The images of the cluster itself, and the application that the tests run. */
export interface Images {
  readonly pause: Image;
  readonly coredns: Image;
  readonly app: Image;
  /** A shell with `nc`, as one that tries connections from inside a pod. */
  readonly shell: Image;
}

/** A registry that is nowhere: what is not on a node already cannot be pulled. */
export const REGISTRY = 'registry.example.com/live';

export async function buildImages(packages: Packages): Promise<Images> {
  return { pause: await pause(packages), coredns: await coredns(), app: await app(), shell: await shell(packages) };
}

/** What holds the namespaces of a pod: it sleeps, and is killed. */
function pause({ root, versions }: Packages): Promise<Image> {
  const fill = (into: string) => place(join(root, 'bin/busybox'), join(into, 'busybox'));
  return buildImage({
    name: `${REGISTRY}/pause`,
    layers: [{ key: `busybox-static ${versions['busybox-static']}`, fill }],
    entrypoint: ['/busybox', 'sleep', String(2 ** 31 - 1)],
    user: '65535:65535',
  });
}

/** BusyBox, as its own image has it. */
function shell({ root, versions }: Packages): Promise<Image> {
  const applets = ['sh', 'nc', 'true', 'timeout', 'head', 'od'];
  const fill = (into: string) => {
    place(join(root, 'bin/busybox'), join(into, 'bin/busybox'));
    for (const applet of applets) symlinkSync('busybox', join(into, 'bin', applet));
  };
  return buildImage({
    name: `${REGISTRY}/busybox`,
    layers: [{ key: `busybox-static ${versions['busybox-static']} ${applets.join(' ')}`, fill }],
    entrypoint: ['/bin/sh'],
  });
}

function coredns(): Promise<Image> {
  const { version } = LIVE_SERVERS.find(({ name }) => name === 'coredns')!;
  return buildImage({
    name: `${REGISTRY}/coredns`,
    layers: [{ key: `coredns ${version}`, fill: (into) => place(binaryOf('coredns'), join(into, 'coredns')) }],
    entrypoint: ['/coredns'],
    user: '65532:65532',
  });
}

/** The application and what tries it, on the Node.js that runs this. */
function app(): Promise<Image> {
  return buildImage({
    name: `${REGISTRY}/app`,
    layers: [NODE_LAYER, programsLayer(['app', 'load', 'probe', 'sidecar'])],
    entrypoint: APP,
  });
}

export const APP: readonly string[] = ['/usr/bin/node', '/app/app.js'];

/** Programs of `programs/`, by name. */
export function programsLayer(names: readonly string[]): Layer {
  const sources = names.map((name) => join(__dirname, '..', 'programs', `${name}.ts`));
  const key = createHash('sha256');
  for (const source of sources) key.update(readFileSync(source));
  return {
    key: `programs ${key.digest('hex')}`,
    fill: (into) => {
      mkdirSync(join(into, 'app'));
      for (const source of sources) {
        const { code } = transformFileSync(source, {
          jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
          module: { type: 'commonjs' },
        });
        writeFileSync(join(into, 'app', basename(source).replace('.ts', '.js')), code);
      }
    },
  };
}

/** A program of `programs/` with the libraries that it imports. */
export function bundleLayer(name: string): Layer {
  const source = join(__dirname, '..', 'programs', `${name}.ts`);
  const { outputFiles } = buildSync({
    ...{ entryPoints: [source], bundle: true, platform: 'node', target: 'node20', write: false },
    // Whoever has not built it does without.
    external: ['pg-native'],
  });
  const code = outputFiles[0]!.text;
  return {
    key: `bundle ${createHash('sha256').update(code).digest('hex')}`,
    fill: (into) => {
      mkdirSync(join(into, 'app'));
      writeFileSync(join(into, 'app', `${name}.js`), code);
    },
  };
}

/** Node.js with the libraries that it is linked with, and nothing else. */
const NODE_LAYER: Layer = {
  key: `node ${process.version} ${process.arch}`,
  fill: (into) => placeLinked(process.execPath, 'usr/bin/node', into),
};

/** Copies a program of this machine with the libraries that it is linked with. */
export async function placeLinked(program: string, to: string, into: string): Promise<void> {
  place(program, join(into, to));
  const linked = await run('ldd', [program]);
  const libraries = [...linked.matchAll(/(\/\S+) \(0x/g)].map(([, path]) => path!);
  // Where `/lib` leads to `/usr/lib`, the loader is looked for by the former path.
  for (const folder of ['lib', 'lib64']) {
    mkdirSync(join(into, 'usr', folder), { recursive: true });
    symlinkSync(`usr/${folder}`, join(into, folder));
  }
  for (const library of libraries) place(library, join(into, library));
}

/** An image of one program that is built without a C library, and of nothing else. */
export function programImage(
  name: string,
  version: string,
  files: Readonly<Record<string, string>>,
  entrypoint: readonly string[],
): Promise<Image> {
  const fill = (into: string) => {
    for (const [path, from] of Object.entries(files)) place(from, join(into, path));
  };
  return buildImage({
    name: `${REGISTRY}/${name}`,
    tag: version.replace(/^v/, ''),
    layers: [{ key: `${name} ${version} in ${Object.keys(files).join(' ')}`, fill }],
    entrypoint,
    user: '65532:65532',
  });
}

/** Copies a program. */
export function place(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
  chmodSync(to, 0o755);
}

/** Copies what was unpacked of packages as a system of its own: one folder of libraries, and places to write into. */
export async function placeSystem(root: string, into: string): Promise<void> {
  for (const folder of ['usr/lib', 'usr/lib64', 'usr/bin', 'usr/sbin', 'etc', 'run', 'var']) {
    mkdirSync(join(into, folder), { recursive: true });
  }
  for (const folder of ['lib', 'lib64', 'bin', 'sbin']) symlinkSync(`usr/${folder}`, join(into, folder));
  for (const folder of ['usr', 'lib', 'lib64', 'bin', 'sbin']) {
    if (existsSync(join(root, folder))) await run('cp', ['-a', `${join(root, folder)}/.`, join(into, folder)]);
  }
  // What nobody reads in a container.
  for (const folder of ['doc', 'man', 'locale', 'info']) {
    rmSync(join(into, 'usr/share', folder), { recursive: true, force: true });
  }
}
