import { isIP } from 'node:net';
import type { Manifest } from '../../constructs';
import type { Options, Party, Reachability } from '../../policies/reachability/result';
import { type Evaluator, resource } from './network-comparison';
import { isIn } from './network-oracle';
import { asked } from './reachability-cases';

/** What an evaluator says of questions such as `shop/web -> shop/db 5432`. */
export function answers(
  objects: readonly Manifest[],
  questions: readonly string[],
  evaluate: Evaluator,
  options: Options = {},
): Record<string, string> {
  const found = evaluate(objects.map(resource), options);
  return Object.fromEntries(questions.map((text) => [text, answer(found, text)]));
}

function answer({ parties, connections }: Reachability, text: string): string {
  const { port, protocol, ...ends } = asked(text);
  const [from, to] = [partyOf(ends.from, parties), partyOf(ends.to, parties)];
  const said = connections.filter(
    (one) =>
      one.from === from &&
      one.to === to &&
      one.ports.some((range) => range.protocol === protocol && range.from <= port && port <= range.to),
  );
  if (said.length > 1) throw new Error(`'${text}' is answered twice`);
  return said[0]?.outcome ?? 'closed';
}

/** The id of a party, by that or by its namespace and name, or of the range around an address. */
function partyOf(text: string, parties: readonly Party[]): string {
  const address = text.split('/')[0]!;
  const found = parties.filter((party) =>
    party.kind === 'cidr' && isIP(address) !== 0
      ? isIn(address, party.id) && !party.except.some((cidr) => isIn(address, cidr))
      : party.id === text || party.id.endsWith(` ${text}`),
  );
  if (found.length !== 1) throw new Error(`'${text}' is ${found.length} parties`);
  return found[0]!.id;
}
