import type { Reachability } from '../../../policies/reachability/result';
import { jsonText } from '../../terminal/json';
import { compare } from '../comparison';
import type { Source } from '../source';

/** Everything that was computed, for programs: parties, connections by their ids, and what was declared beside them. */
export function renderJson(source: Source, reachability: Reachability): string {
  const { name, declared } = source;
  return jsonText({
    source: name,
    ...reachability,
    ...(declared && { declared: compare(declared, reachability) }),
  });
}
