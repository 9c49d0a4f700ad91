import { isPlain, wrongKind } from '../fields/describe';
import { FIELD, type Field, type Path, type Problem } from '../fields/field';
import { list } from '../fields/list';
import { keysOf, listAt, problemsOfPart, valueAt } from '../fields/parts';
import { type Check, text } from '../fields/text';
import { objectCalled } from './identity';

/** The ids that resources had before, by their ids of now: `{ 'v1/Service shop/api': ['v1/Service shop/web'] }`. */
export type FormerIds = Readonly<Record<string, readonly string[]>>;

const FIND = "write ids as `dwcp preview` does, as in { 'v1/Service shop/api': ['v1/Service shop/web'] }";

const isId: Check = (id) =>
  objectCalled(id) !== undefined || /^vault:\S+ \S/.test(id) ? undefined : `'${id}' is no id of a resource; ${FIND}`;

const BEFORE = list(FIND, text(FIND, isId));

/** What may be said of former ids without a plan: whether there is such a resource is a matter of the environment. */
export const FORMER_IDS: Field<FormerIds> = {
  [FIELD]: true,
  problems(value, path) {
    if (!isPlain(value)) return [{ path, message: wrongKind(value, 'a map', FIND) }];
    const problems = keysOf(value).flatMap((id) => [
      ...wrongId(id, [...path, id]),
      ...problemsOfPart(value, id, path, (before, place) => BEFORE.problems(before, place)),
    ]);
    return problems.length > 0 ? problems : [...ofAnotherKind(value, path), ...claimedTwice(value, path)];
  },
  copy: (value) =>
    Object.freeze(
      Object.fromEntries(keysOf(value as object).map((id) => [id, BEFORE.copy(valueAt(value, id))] as const)),
    ),
};

function wrongId(id: string, path: Path): readonly Problem[] {
  const message = isId(id, FIND);
  return message === undefined ? [] : [{ path, message }];
}

/** A group may become another one, as may a type in Vault; a kind is another thing. */
function ofAnotherKind(value: object, path: Path): readonly Problem[] {
  return claimsIn(value).flatMap(({ id, before, index }) => {
    const [is, was] = [id, before].map((one) => objectCalled(one)?.kind ?? 'vault');
    if (is === was) return [];
    return [
      { path: [...path, id, index], message: `'${before}' is of another kind; nothing of it is kept, so leave it out` },
    ];
  });
}

function claimedTwice(value: object, path: Path): readonly Problem[] {
  const claimed = new Map<string, string>();
  return claimsIn(value).flatMap(({ id, before, index }) => {
    const other = claimed.get(before);
    claimed.set(before, id);
    if (other === undefined) return [];
    return [{ path: [...path, id, index], message: `'${before}' became '${other}' already; say of one what it was` }];
  });
}

function claimsIn(value: object): readonly { readonly id: string; readonly before: string; readonly index: number }[] {
  return keysOf(value).flatMap((id) =>
    listAt(valueAt(value, id)).map((before, index) => ({ id, before: String(before), index })),
  );
}
