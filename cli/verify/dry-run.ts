import { stringify } from 'yaml';
import { called } from '../cluster/cluster';
import { isInMesh } from './crew';
import { PREFIX, probeContainer } from './probe/container';
import type { Trial } from './trial';

/** What would be put into which pods: the container of each, as YAML. */
export function dryRun({ rounds }: Trial, image: string): string {
  return rounds
    .map(({ from, pod, doors }) => {
      const container = probeContainer(`${PREFIX}…`, image, doors, isInMesh(pod));
      const head = `# ${from.name}: ${doors.length} doors, tried from inside pod ${called(pod)}`;
      return `${head}\n${stringify({ ephemeralContainers: [container] })}`;
    })
    .join('---\n');
}
