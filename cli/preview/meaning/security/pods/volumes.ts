import { entriesOf, type Fields, fieldsOf, isAbsent } from '../../../../../policies/fields';
import { may, type Opening, type Trait } from '../traits/trait';

/** What a pod gets at by its volumes, its node above all. Secrets are told with what else it is granted. */
export function volumeTraits(spec: Fields, field: string): readonly Trait[] {
  return entriesOf(spec['volumes'], `${field}.volumes`).flatMap(({ field: at, value }) => [
    ...(isAbsent(value['hostPath']) ? [] : [hostPath(String(fieldsOf(value['hostPath'], `${at}.hostPath`)['path']))]),
    ...(isAbsent(value['csi'])
      ? []
      : [may(`mount what ${String(fieldsOf(value['csi'], `${at}.csi`)['driver'])} gives out`)]),
    ...(isAbsent(value['nfs']) ? [] : [may(`mount ${shared(fieldsOf(value['nfs'], `${at}.nfs`))}`)]),
    ...tokens(value, at),
  ]);
}

function shared({ server, path }: Fields): string {
  return `${String(path)} of ${String(server)}`;
}

/** A folder of the node, and with it what is in the folder. */
function hostPath(path: string): Opening {
  const clean = path.length > 1 ? path.replace(/\/+$/, '') : path;
  const inside = `mount ${clean === '/' ? '' : clean}/`;
  return { may: `mount ${clean} of its node`, covers: (other) => isOfNode(other) && other.may.startsWith(inside) };
}

function isOfNode({ may }: Opening): boolean {
  return may.endsWith(' of its node');
}

function tokens(volume: Fields, field: string): readonly Trait[] {
  const projected = fieldsOf(volume['projected'], `${field}.projected`);
  return entriesOf(projected['sources'], `${field}.projected.sources`).flatMap(({ field: at, value }) => {
    if (isAbsent(value['serviceAccountToken'])) return [];
    const { audience } = fieldsOf(value['serviceAccountToken'], `${at}.serviceAccountToken`);
    return [may(`hold a token for ${isAbsent(audience) ? 'the Kubernetes API' : String(audience)}`)];
  });
}
