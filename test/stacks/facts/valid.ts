import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../../constructs/invalid';
import type { PlatformFacts } from '../../../stacks/facts';
import { referenceFacts } from '../../support/reference';

/** The digest of every image in `VALID`. */
export const DIGEST = `sha256:${'5f70bf18a0860070'.repeat(4)}`;

/** A stack file without a fault, for a test to break. */
export const VALID = `config:
  other:setting: ignored
  dwcp:domain: dwcp.example.com
  dwcp:cluster:
    id: c2a7e4f9-83b1-4f0d-b6c5-94e1d8a03b67
    context: production
    apiServer:
      cidrs: [203.0.113.10/32]
      port: 6443
    dns:
      serviceIp: 10.96.0.10
      nodeLocalIp: 169.254.20.10
    podCidrs: [10.244.0.0/16]
    nodeCidrs: [10.10.0.0/16]
    trustDomain: cluster.local
  dwcp:vault:
    address: https://vault.vault.svc:8200
    namespace: vault
    databaseCertificates: /vault/userconfig/databases
  dwcp:gateway:
    clientCidrs: [0.0.0.0/0]
  dwcp:identity:
    issuer: https://login.example.com/
    jwksUri: https://login.example.com/.well-known/jwks.json
    audience: https://dwcp.example.com
    accessTokenMinutes: 60
  dwcp:certificateIssuer: letsencrypt
  dwcp:images:
    api: registry.example.com/dwcp/api@${DIGEST}
    worker: registry.example.com/dwcp/worker@${DIGEST}
    report: registry.example.com/dwcp/report@${DIGEST}
    postgres: ghcr.io/cloudnative-pg/postgresql:17@${DIGEST}
    pgbouncer: ghcr.io/cloudnative-pg/pgbouncer:1.25.1@${DIGEST}
    redis: docker.io/valkey/valkey:9.1@${DIGEST}
`;

/** The facts in a `Pulumi.production.yaml` with this text. */
export function read(source: string): PlatformFacts {
  const dir = mkdtempSync(join(tmpdir(), 'facts-'));
  try {
    writeFileSync(join(dir, 'Pulumi.production.yaml'), source);
    return referenceFacts('production', dir);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** `VALID` with one part replaced; a part that is not in it is the test's own fault. */
export function changed(from: string, to: string): string {
  expect(VALID).toContain(from);
  return VALID.replace(from, () => to);
}

/** The lines of the user error that an action throws; none if it throws nothing. */
export function problemsOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as UserError).problems;
  }
  return [];
}

/** What is wrong, the part of `VALID` to replace, what with, and every line of the refusal without the file's name. */
export type Refusal = readonly [what: string, from: string, to: string, ...problems: string[]];

/** A test for each way to be wrong. */
export function refuses(table: readonly Refusal[]): void {
  test.each(table)('refuses %s', (_, from, to, ...problems) => {
    expect(problemsOf(() => read(changed(from, to)))).toEqual(
      problems.map((problem) => `Pulumi.production.yaml: ${problem}`),
    );
  });
}
