import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { A_CONSTRUCT, calledWith } from '../called-with';
import { text, value } from '../props/checks';
import { checkProps, isGroup, needed, optional, type Props } from '../props/props';

/** One operation on a field, by its JSON pointer, such as `/spec/template/spec/containers/0/lifecycle` (RFC 6902). */
export interface PatchOperation {
  /** What is done; `test` fails the patch where the field is not as it is said. */
  readonly op: 'add' | 'remove' | 'replace' | 'test';
  /** The field, as a JSON pointer. */
  readonly path: `/${string}`;
  /** @default - nothing, as `remove` needs none */
  readonly value?: unknown;
}

/** Which object is changed, how, and why. */
export interface PatchOptions {
  /** Kind of the object to change, one that the construct or what is in it renders: `Deployment`. */
  readonly kind: string;

  /**
   * Name of the object.
   *
   * @default - the only one of the kind; where there are several it has to be said
   */
  readonly name?: string;

  /**
   * Fields to set, as the object has them: maps are merged, lists are replaced, and `null` takes a field away (RFC 7396).
   * Or, for what is in a list, operations.
   */
  readonly change: Readonly<Record<string, unknown>> | readonly PatchOperation[];

  /** Why no prop says it: what whoever reviews the plan reads beside the field. */
  readonly why: string;
}

const PATCH = Symbol.for('@dwcp/baseline.Patch');

const PROPS: Props<PatchOptions> = {
  kind: needed(text("write the kind of an object, e.g. 'Deployment'", /^[A-Z][A-Za-z]+$/)),
  name: optional(text('write the name of an object', /^\S+$/)),
  change: needed(
    value(
      'write fields to set, e.g. { spec: { paused: true } }, or a list of operations',
      (given) => (Array.isArray(given) && given.length > 0 && given.every(isOperation)) || isChange(given),
    ),
  ),
  why: needed(text('write why, for whoever reviews it', /\S/)),
};

/**
 * Changes a rendered Kubernetes object in a way that no construct has a prop for.
 *
 * The plan says of the object which fields were changed, by whom and why, and every rule judges what comes of it. What
 * an object is known by stays: its kind, its name, its namespace, what it selects and who it runs as. Resources of Vault
 * are what grants make, and are not changed.
 */
export function patch(construct: IConstruct, options: PatchOptions): void {
  calledWith('patch', [construct, A_CONSTRUCT]);
  const count = construct.node.children.filter(Patch.isPatch).length;
  new Patch(construct, `patch-${count + 1}`, options);
}

/** A change of what is rendered below its scope, in the tree so that whoever reads the tree finds it. */
export class Patch extends Construct {
  readonly options: PatchOptions;
  readonly target: IConstruct;

  constructor(target: IConstruct, id: string, options: PatchOptions) {
    super(target as Construct, id);
    checkProps<PatchOptions>(this.node.scope!, options, PROPS, { reason: 'why', because: 'why' });
    this.target = target;
    this.options = options;
    Object.defineProperty(this, PATCH, { value: true });
  }

  /** By symbol, so that a second copy of this package in a consumer's tree is still recognised. */
  static isPatch(construct: IConstruct): construct is Patch {
    return PATCH in construct;
  }

  /** The object that it changes, or what is wrong with what it names. */
  find(): ApiObject | string {
    const { kind, name } = this.options;
    const objects = this.target.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
    const ofKind = objects.filter((object) => object.kind === kind);
    const [found, ...others] = name === undefined ? ofKind : ofKind.filter((object) => object.name === name);
    if (found !== undefined && others.length === 0) return found;
    const names = ofKind.map((object) => object.name).sort();
    if (names.length > 0) {
      const which =
        name === undefined
          ? `a ${kind}, of which it renders several`
          : `the ${kind} '${name}', which it does not render`;
      return `patches ${which}; name one of ${names.join(', ')}`;
    }
    const kinds = [...new Set(objects.map((object) => object.kind))].sort();
    return `patches a ${kind}, and renders none; it renders ${kinds.join(', ') || 'nothing'}`;
  }
}

function isOperation(given: unknown): boolean {
  return (
    isGroup(given) &&
    ['add', 'remove', 'replace', 'test'].includes(String(given['op'])) &&
    typeof given['path'] === 'string' &&
    given['path'].startsWith('/') &&
    (given['op'] === 'remove' || given['value'] !== undefined)
  );
}

function isChange(given: unknown): boolean {
  return isGroup(given) && Object.keys(given).length > 0;
}
