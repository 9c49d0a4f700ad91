import { isIP } from 'node:net';
import { UserError } from '../../../constructs/invalid';
import { contains, hostCidr, tryCidr } from '../../../constructs/network/cidr';
import type { Node } from '../parties/node';
import type { Workload } from '../parties/workload';
import type { World } from '../world';

/** One end of a question, by the name that sentences give it. */
export type Side =
  | { readonly id: string; readonly node: Extract<Node, { readonly kind: 'outside' }>; readonly workload?: undefined }
  | { readonly id: string; readonly node: Exclude<Node, { readonly kind: 'outside' }>; readonly workload: Workload };

/**
 * The party that a text names: its id, its `namespace/name`, or an address outside; nothing when none does.
 *
 * @throws UserError when several do.
 */
export function trySide(text: string, world: World): Side | undefined {
  const ends = world.pods.flatMap((node) =>
    node.members.map((workload): Side => ({ id: workload.id, node, workload })),
  );
  const exact = ends.find(({ id }) => id === text);
  if (exact !== undefined) return exact;
  const named = ends.filter(({ id }) => id.slice(id.indexOf(' ') + 1) === text);
  if (named.length > 1) {
    throw new UserError([`'${text}' may be ${named.map(({ id }) => `'${id}'`).join(' or ')}; name one of them`]);
  }
  return named[0] ?? outside(text, world);
}

/** What to tell somebody who named nobody. */
export function nobody(text: string, world: World): UserError {
  const names = world.pods.flatMap(({ members }) => members.map(({ id }) => id));
  const word = text.slice(text.lastIndexOf('/') + 1);
  const alike = names.filter((name) => word !== '' && name.includes(word)).slice(0, 5);
  const hint = alike.length > 0 ? `, or name ${alike.map((name) => `'${name}'`).join(' or ')}` : '';
  return new UserError([
    `'${text}' is no workload of the input and no address outside; list the parties to find it${hint}`,
  ]);
}

function outside(text: string, { outside: { pieces }, podAddresses }: World): Side | undefined {
  const known = pieces.find(({ id }) => id === text);
  if (known !== undefined) return { id: known.id, node: known };
  if (isIP(text.split('/')[0]!) === 0) return undefined;
  const block = tryCidr(text.includes('/') ? text : hostCidr(text));
  if (block === undefined) {
    throw new UserError([`'${text}' is no address range; write a network and its mask, e.g. 203.0.113.0/24`]);
  }
  if (podAddresses.blocks?.some((pods) => contains(pods, block))) {
    throw new UserError([`'${text}' is an address of pods, which come and go; name the workload`]);
  }
  const around = pieces.filter((piece) => contains(piece.block, block));
  // The narrowest: every other one around it leaves this one out.
  const node = around.find((piece) => !piece.except.some((inner) => contains(inner, block)));
  return node && { id: text, node };
}
