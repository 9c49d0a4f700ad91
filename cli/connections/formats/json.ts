import type { Reachability } from '../../../policies/reachability/result';
import { jsonText } from '../../terminal/json';
import { compare } from '../comparison';
import { type AboutIds, narrowed } from '../narrow';
import type { Source } from '../source';
import type { ByPort } from '../why';

/** Everything that was computed, for programs: parties, connections by their ids, and what was declared beside them. */
export function renderJson(source: Source, reachability: Reachability, about: AboutIds = {}, byPort?: ByPort): string {
  const { name, declared, reading } = source;
  return jsonText({
    source: name,
    ...narrowed(reachability, about),
    ...(reading && reading.problems.length > 0 && { unread: reading.problems }),
    // Of two ends that are named: what is denied of their ports, too.
    ...(byPort && { answers: byPort.answers }),
    ...(declared && { declared: compare(declared, reachability) }),
  });
}
