import { MANIFEST } from './packed';

/** Which versions of what a repository already has: the floors of our ranges, or what npm takes today. */
export type Peers = 'oldest' | 'newest';

/** The dependency as a consumer would write it, for a peer of ours; others stay as they are. */
export function dependency(name: string, range: string, peers: Peers): string {
  const ours = MANIFEST.peerDependencies[name];
  if (ours === undefined) return range;
  return peers === 'oldest' ? floorOf(name, ours) : ours;
}

function floorOf(name: string, range: string): string {
  const [, floor] = /^\^(\d+\.\d+\.\d+)$/.exec(range) ?? [];
  if (floor === undefined) throw new Error(`the peer ${name} is '${range}': write it as ^x.y.z, whose x.y.z is tested`);
  return floor;
}
