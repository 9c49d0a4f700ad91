import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { binaryOf, versionOf } from '../../servers/build';
import { place, placeSystem, programImage, REGISTRY } from './image-recipes';
import { buildImage, type Image, type Layer } from './images';
import { nodePackages, type Packages, valkeyPackages } from './packages';

/** What a cache needs that tells Prometheus how it is. */
export interface CacheImages {
  /** Valkey of the version in the stack files: of an older one, a client is no user by its certificate. */
  readonly cache: Image;
  /** What asks it. */
  readonly exporter: Image;
}

const EXPORTER = 'redis_exporter';

export async function cacheImages(log: (line: string) => void): Promise<CacheImages> {
  const [valkey, node] = [await valkeyPackages(log), await nodePackages(log)];
  return {
    cache: await buildImage({
      name: `${REGISTRY}/cache`,
      layers: [valkeyLayer(valkey), shellLayer(node)],
      entrypoint: ['/usr/bin/valkey-server'],
      user: '10001:10001',
      path: '/usr/bin',
    }),
    exporter: await programImage(EXPORTER, versionOf(EXPORTER), { [EXPORTER]: binaryOf(EXPORTER) }, [`/${EXPORTER}`]),
  };
}

/** Server and client, on the libraries that they come with. */
function valkeyLayer({ root, versions }: Packages): Layer {
  return { key: `valkey ${JSON.stringify(versions)}`, fill: (into) => placeSystem(root, into) };
}

/** What the probes are written for. It is no dependency of a server. */
function shellLayer({ root, versions }: Packages): Layer {
  return {
    key: `busybox-static ${versions['busybox-static']} as sh`,
    fill: (into) => {
      place(join(root, 'bin/busybox'), join(into, 'usr/bin/busybox'));
      symlinkSync('busybox', join(into, 'usr/bin/sh'));
    },
  };
}
