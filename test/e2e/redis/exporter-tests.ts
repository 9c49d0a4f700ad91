import { expectRecorded, metricsIn } from '../support/metrics';
import type { Certificates, RedisSet } from './failover';

const MEMBERS = ['carts-0', 'carts-1', 'carts-2'] as const;

/** The three servers, each with its exporter as it is rendered, as whoever scrapes sees them: from another address. */
export function exporterTests(of: () => { readonly set: RedisSet; readonly certificates: Certificates }): void {
  test('tell Prometheus by an exporter beside each of them how they are, and are asked for nothing that it may not', async () => {
    const { set } = of();
    const primary = (await set.primary())!;
    await set.asks('api', ['set', 'there', 'x']);
    const exporters = await Promise.all(MEMBERS.map(async (member) => [member, await set.export(member)] as const));
    try {
      const before = number(await exporters.find(([member]) => member === primary)![1].metrics());
      for (const key of ['there', 'there', 'gone']) await set.asks('api', ['get', key]);
      const scraped = new Map<string, string>();
      for (const [member, { metrics }] of exporters) scraped.set(member, await metrics());
      const all = [...scraped.values()];
      expectRecorded('redis_exporter', metricsIn(all.join('\n')));
      expect(all.map((text) => number(text)('redis_up'))).toEqual([1, 1, 1]);

      const now = number(scraped.get(primary)!);
      expect(now('redis_keyspace_hits_total') - before('redis_keyspace_hits_total')).toBe(2);
      expect(now('redis_keyspace_misses_total') - before('redis_keyspace_misses_total')).toBe(1);
      expect(now('redis_memory_max_bytes')).toBe(12 * 1024 ** 2);
      expect(now('redis_memory_used_bytes')).toBeGreaterThan(500_000);
      expect(now('redis_memory_used_bytes')).toBeLessThan(12 * 1024 ** 2);
      expect(now('redis_connected_clients')).toBeGreaterThan(0);
      expect(now('redis_rejected_connections_total')).toBe(0);
      expect(now('redis_evicted_keys_total')).toBe(0);
      expect(scraped.get(primary)!.match(/^redis_connected_slave_lag_seconds\{.*\} [0-9]$/gm)).toHaveLength(2);
      for (const [member, text] of scraped) {
        expect(text.match(/^redis_master_link_up\{.*\} 1$/gm) ?? []).toHaveLength(member === primary ? 0 : 1);
        // What is forbidden is counted by the server, of whoever asks for it.
        expect([member, number(text)('redis_acl_access_denied_cmd_total')]).toEqual([member, 0]);
      }
    } finally {
      for (const [, { stop }] of exporters) await stop();
    }
  });

  test.each([
    ...['get there', 'set there y', 'exists there', 'keys *', 'scan 0', 'config get dir', 'client list', 'monitor'],
    ...['acl list', 'slowlog reset', 'latency latest', 'save', 'replicaof no one', 'subscribe there', 'ping'],
  ])('have nothing to say to an exporter that asks for `%s`', async (command) => {
    const { set, certificates } = of();
    const answer = await set.asksBy(certificates.exporter, command.split(' '), await set.primary());
    expect(answer).toMatch(/^NOPERM/);
  });

  test('write down no command that is slow, whose arguments an exporter would read', async () => {
    const { set, certificates } = of();
    // Some 100 ms, where 10 are slow by itself.
    const slow = 'local n = 0 for i = 1, 1e7 do n = n + i end return n';
    expect(await set.asks('api', ['eval', slow, '0'])).toBe('50000005000000');
    const primary = await set.primary();
    expect(await set.asksBy(certificates.exporter, ['slowlog', 'len'], primary)).toBe('0');
    expect(await set.asksBy(certificates.exporter, ['slowlog', 'get', '1'], primary)).toBe('');
  });

  test('are not told by an exporter that is nobody to them, which says so', async () => {
    const { set, certificates } = of();
    const nobody = await certificates.authority.issue('nobody', { commonName: 'nobody', usage: 'clientAuth' });
    const exporter = await set.export('carts-0', nobody);
    try {
      const text = await exporter.metrics();
      expect(number(text)('redis_up')).toBe(0);
      expect(text).not.toContain('redis_memory_used_bytes');
    } finally {
      await exporter.stop();
    }
  });
}

/** The number that a metric without labels has in what was scraped. */
function number(text: string): (metric: string) => number {
  return (metric) => Number(new RegExp(`^${metric} (.*)$`, 'm').exec(text)?.[1] ?? Number.NaN);
}
