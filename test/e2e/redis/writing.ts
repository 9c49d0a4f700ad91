import { eventually } from '../support/eventually';
import type { RedisSet } from './failover';

/** Writes one entry after the other, each until it is taken. */
export function writingTo(set: RedisSet) {
  const taken: { readonly key: string; readonly at: number }[] = [];
  let goesOn = true;
  const written = (async () => {
    for (let index = 0; goesOn; index++) {
      const key = `written-${index}`;
      const isTaken = async () => (await set.asks('api', ['set', key, 'x'])) === 'OK';
      await eventually(isTaken, { what: `${key} taken`, timeoutMs: 30_000 });
      taken.push({ key, at: Date.now() });
    }
  })();
  return {
    more: async (count: number) => {
      const enough = taken.length + count;
      await Promise.race([
        written,
        eventually(async () => taken.length >= enough, { what: `${count} more writes`, timeoutMs: 40_000 }),
      ]);
    },
    async ended() {
      goesOn = false;
      await written;
      const held = await Promise.all(taken.map(({ key }) => set.asks('api', ['exists', key])));
      const gaps = taken.slice(1).map(({ at }, index) => at - taken[index]!.at);
      return {
        taken: taken.length,
        lost: held.filter((one) => one !== '1').length,
        longestGapMs: Math.max(...gaps),
      };
    },
  };
}
