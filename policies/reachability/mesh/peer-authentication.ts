import { kindOf } from '../../../constructs/plan/kinds';
import { type Fields, fieldsOf, isAbsent, only } from '../../fields';
import { EVERYTHING, type Selector, selectorOf } from '../../selector';
import { Unknowable } from '../../unknowable';
import type { Applied } from '../applied';
import type { Objects } from '../result';

const MODES = ['STRICT', 'PERMISSIVE', 'DISABLE'] as const;

/** Whether a sidecar takes mutual TLS only, clear text too, or clear text only. */
export type Mode = (typeof MODES)[number];

/** A PeerAuthentication of Istio, read and checked, or what stands for one that cannot be. */
export interface PeerAuthentication {
  readonly id: string;
  readonly path: string;
  /** The namespace whose pods it selects; nothing for the whole mesh. */
  readonly namespace: string | undefined;
  readonly selector: Selector;
  /** @default - that of the level above */
  readonly mode?: Mode | undefined;
  readonly byPort: ReadonlyMap<number, Mode | undefined>;
  /** When it was made, which settles who is right among several. @default - '', as in a file */
  readonly created: string;
  /** Why what it says is not known. @default - it was read whole */
  readonly doubt?: string;
}

/** What counts for some pods, after inheritance. */
export interface Modes {
  readonly mode: Mode;
  readonly byPort: ReadonlyMap<number, Mode>;
  /** Ids of what was merged. */
  readonly policies: readonly string[];
  /** What is said of single ports without a selector, where Istio reads none of it: ids, by port. */
  readonly ignored: ReadonlyMap<number, string>;
  /** Why the modes are not known. @default - they are */
  readonly doubt?: string | undefined;
}

/** The PeerAuthentication that an object is, if it is one; one in the root namespace is for the whole mesh. */
export function peerAuthenticationOf(
  { id, path, object }: Objects[number],
  meshRoot: string,
): PeerAuthentication | undefined {
  if (kindOf(object) !== 'security.istio.io/PeerAuthentication') return undefined;
  const { namespace = 'default', creationTimestamp } = object.metadata as Fields & { readonly namespace?: string };
  const base = {
    id,
    path,
    namespace: namespace === meshRoot ? undefined : namespace,
    created: isAbsent(creationTimestamp) ? '' : String(creationTimestamp),
  };
  try {
    const spec = only(['selector', 'mtls', 'portLevelMtls'], fieldsOf(object['spec'], 'spec'), 'spec');
    const byPort = fieldsOf(spec['portLevelMtls'], 'spec.portLevelMtls');
    return {
      ...base,
      selector: selectorOf(spec['selector'], 'spec.selector'),
      mode: modeOf(spec['mtls'], 'spec.mtls'),
      byPort: new Map(
        Object.keys(byPort).map((port) => [portOf(port), modeOf(byPort[port], `spec.portLevelMtls.${port}`)]),
      ),
    };
  } catch (error) {
    if (!(error instanceof Unknowable)) throw error;
    const doubt = `${id} cannot be read: ${error.message} (${error.field})`;
    return { ...base, selector: EVERYTHING, byPort: new Map(), doubt };
  }
}

function portOf(key: string): number {
  const port = /^\d{1,5}$/.test(key) ? Number(key) : 0;
  if (port >= 1 && port <= 65535) return port;
  throw new Unknowable('spec.portLevelMtls', `'${key}' is no port`);
}

function modeOf(mtls: unknown, field: string): Mode | undefined {
  const { mode } = only(['mode'], fieldsOf(mtls, field), field);
  if (isAbsent(mode) || mode === 'UNSET') return undefined;
  const known = MODES.find((one) => one === mode);
  if (known === undefined)
    throw new Unknowable(`${field}.mode`, `'${String(mode)}' is none of UNSET, ${MODES.join(', ')}`);
  return known;
}

/** The modes of some pods, by what applies to them: their own policy before their namespace's, before the mesh's. */
export function modesFor(applying: readonly Applied<PeerAuthentication>[]): Modes {
  const of = (level: Level) => applying.filter(({ policy }) => levelOf(policy) === level);
  const own = of('workload');
  const levels = [of('mesh'), of('namespace'), own].map((some) => oldest(some.map(({ policy }) => policy)));
  const merged = levels.flatMap(({ policy }) => policy ?? []);
  // Without any, both are taken: a mesh is built around what runs already.
  const mode = merged.reduce<Mode>((above, { mode: stated }) => stated ?? above, 'PERMISSIVE');
  const uncertain = own.find(({ answer }) => answer === 'unknown')?.policy;
  const doubts = [
    ...levels.map(({ doubt }) => doubt),
    ...merged.map(({ doubt }) => doubt),
    uncertain && `whether ${uncertain.id} selects these pods is not known`,
  ];
  return {
    mode,
    byPort: new Map([...(levels[2]?.policy?.byPort ?? [])].map(([port, stated]) => [port, stated ?? mode])),
    policies: merged.map(({ id }) => id),
    ignored: new Map(
      [...of('mesh'), ...of('namespace')].flatMap(({ policy: { byPort, id } }) =>
        [...byPort.keys()].map((port) => [port, id] as const),
      ),
    ),
    doubt: doubts.find((doubt) => doubt !== undefined),
  };
}

type Level = 'mesh' | 'namespace' | 'workload' | 'none';

function levelOf({ namespace, selector }: PeerAuthentication): Level {
  if (selector.requirements.length === 0) return namespace === undefined ? 'mesh' : 'namespace';
  // Istio leaves out a policy of the root namespace that selects pods.
  return namespace === undefined ? 'none' : 'workload';
}

/** Istio lets the oldest of a level count, and files have no age. */
function oldest(policies: readonly PeerAuthentication[]): { policy?: PeerAuthentication; doubt?: string } {
  const [first, second] = [...policies].sort((a, b) => (a.created < b.created ? -1 : 1));
  if (first === undefined) return {};
  const isOlder = second !== undefined && first.created !== '' && first.created < second.created;
  if (second === undefined || isOlder || saysTheSame(first, second)) return { policy: first };
  return { policy: first, doubt: `${first.id} and ${second.id} are of one level, and the older one counts` };
}

function saysTheSame(a: PeerAuthentication, b: PeerAuthentication): boolean {
  const said = ({ mode, byPort, doubt }: PeerAuthentication) => JSON.stringify([mode, [...byPort].sort(), doubt]);
  return said(a) === said(b);
}
