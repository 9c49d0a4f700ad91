import { type Fields, fieldsOf, textsOf } from '../../../../../policies/fields';
import type { Opening } from '../traits/trait';

/** What a runtime leaves a container unless it is told otherwise: https://github.com/containerd/containerd/blob/main/pkg/oci/spec.go */
const USUAL: readonly string[] = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'NET_RAW',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

/** The capabilities that a container ends up with, as openings. */
export function capabilityTraits(who: string, context: Fields, field: string): readonly Opening[] {
  const capabilities = fieldsOf(context['capabilities'], `${field}.capabilities`);
  const [add, drop] = (['add', 'drop'] as const).map((key) =>
    textsOf(capabilities[key], `${field}.capabilities.${key}`).map(bare),
  );
  if (add!.includes('ALL')) return [{ who, may: 'use every capability', covers: (other) => isCapability(other, who) }];
  const left = drop!.includes('ALL') ? [] : USUAL.filter((one) => !drop!.includes(one));
  const added = add!.filter((one) => !left.includes(one)).map((one) => ({ who, may: `use capability ${one}` }));
  // All of what is usual in one word, where nothing of it was dropped: a list of fourteen hides the one that matters.
  if (left.length === USUAL.length) {
    const isUsual = (other: Opening) => other.who === who && USUAL.some((one) => other.may === `use capability ${one}`);
    return [{ who, may: 'use the usual capabilities', covers: isUsual }, ...added];
  }
  return [...left.map((one) => ({ who, may: `use capability ${one}` })), ...added];
}

function isCapability({ who, may }: Opening, of: string): boolean {
  return who === of && (may.startsWith('use capability ') || may === 'use the usual capabilities');
}

/** `NET_RAW`, which runtimes also take as `CAP_NET_RAW` and in small letters. */
function bare(capability: string): string {
  return capability.toUpperCase().replace(/^CAP_/, '');
}
