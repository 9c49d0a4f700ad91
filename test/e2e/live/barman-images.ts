import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BARMAN, PACKAGES } from '../backup/programs';
import { binaryOf, versionOf } from '../servers/build';
import { run } from '../servers/command';
import { place, placeSystem, programImage, REGISTRY } from './cluster/image-recipes';
import { buildImage, type Image, type Layer } from './cluster/images';
import { type Packages, pythonPackages } from './cluster/packages';

const NAME = 'plugin-barman-cloud';
const PROGRAM = 'manager';

/** The images of the plugin for Barman Cloud, of the same program. */
export interface BarmanImages {
  /** Beside the operator of databases, which asks it what to add to pods. */
  readonly plugin: Image;
  /** Beside each instance, with the programs of Barman Cloud. Restore drills run it too. */
  readonly sidecar: Image;
}

/**
 * Both as the plugin's own files have them (containers/Dockerfile.plugin and Dockerfile.sidecar): the second one with Debian 13's
 * Python, compiled beforehand, without a shell, and as the user 26, who has no name.
 */
export async function barmanImages(log: (line: string) => void): Promise<BarmanImages> {
  const version = versionOf(NAME);
  const program = { [PROGRAM]: binaryOf(NAME) };
  const manager: Layer = {
    key: `${NAME} ${version} as a sidecar`,
    fill: (into) => place(binaryOf(NAME), join(into, PROGRAM)),
  };
  return {
    plugin: await programImage(NAME, version, program, [`/${PROGRAM}`]),
    sidecar: await buildImage({
      name: `${REGISTRY}/${NAME}-sidecar`,
      tag: version,
      layers: [pythonLayer(await pythonPackages(log)), manager],
      entrypoint: [`/${PROGRAM}`],
      user: '26:26',
      path: '/usr/bin',
    }),
  };
}

/** Python with the programs of Barman Cloud, and nothing to type commands into. */
function pythonLayer({ root, versions }: Packages): Layer {
  return {
    key: `python ${JSON.stringify(versions)} ${PACKAGES.join(' ')}`,
    fill: async (into) => {
      await placeSystem(root, into);
      mkdirSync(join(into, 'tmp'));
      chmodSync(join(into, 'tmp'), 0o1777);
      const libraries = 'usr/lib/python3/dist-packages';
      // Its adapter of PostgreSQL is compiled for the Python of this machine; Debian's own is there.
      const taken = readdirSync(BARMAN).filter((name) => !/^(psycopg2.*|bin|share|__pycache__)$/.test(name));
      for (const name of taken) await run('cp', ['-a', join(BARMAN, name), join(into, libraries)]);
      for (const name of readdirSync(join(BARMAN, 'bin')).filter((each) => each.startsWith('barman-cloud-'))) {
        place(join(BARMAN, 'bin', name), join(into, 'usr/bin', name));
      }
      // By their content: the files of an image are of no time.
      const compile = ['-m', 'compileall', '-q', '--invalidation-mode', 'unchecked-hash'];
      await run('chroot', [into, '/usr/bin/python3', ...compile, '/usr/lib/python3.13', '/usr/lib/python3']);
    },
  };
}
