import type { Manifest } from '../../../constructs/plan/resource';
import { text } from '../../admission/cel';
import { defineRule } from '../../define-rule';
import { fieldsOf, textsOf } from '../../fields';
import type { Violation } from '../../violation';

const HBA = 'spec.postgresql.pg_hba';

/** One name of a database or a user, or several. */
const NAMES = '(?:"[^"]*"|[^\\s",]+)(?:\\s*,\\s*(?:"[^"]*"|[^\\s",]+))*';

/** An address, or one with its mask. */
const ADDRESS = '\\S+(?:\\s+[0-9a-fA-F]*[.:][0-9a-fA-F.:]*)?';

/** An entry that lets in without a password, or by one that can be read on the way or from its hash. */
const WEAK =
  `^\\s*(?:local\\s+${NAMES}\\s+${NAMES}|host(?:ssl|nossl|gssenc|nogssenc)?\\s+${NAMES}\\s+${NAMES}\\s+${ADDRESS})` +
  '\\s+(?:trust|password|md5|ident)(?:\\s|$)';

/** A line by which nobody comes in in clear text: another kind of connection, a refusal, or no entry. */
const HARMLESS =
  '(?:(?:local|hostssl|hostgssenc)[ \\t][^\\n]*|host(?:nossl|nogssenc)?[ \\t][^\\n]*[ \\t]reject|#[^\\n]*|)';

/** The first entry that fits decides, so that what closes stands before whatever would let in. */
const CLEAR_TEXT_CLOSED = `^(?:[ \\t]*${HARMLESS}[ \\t]*\\n)*[ \\t]*host(?:nossl)?[ \\t]+all[ \\t]+all[ \\t]+all[ \\t]+reject(?:\\s|$)`;

const SUPERUSER = {
  field: 'spec.enableSuperuserAccess',
  problem: 'the superuser has a password, which opens everything',
  fix: 'remove it: logins with what they need are made by Vault',
};

const IN_CLEAR_TEXT = {
  field: HBA,
  problem: 'a login in clear text is let in, by an entry of its own or by the last one, which the operator writes',
  fix: "add 'hostnossl all all all reject' before every entry that lets in by host",
};

/** The operator lets in whoever has a password, with TLS or without, unless entries before its own say otherwise. */
export const postgresLoginStrict = defineRule({
  id: 'postgres-login-strict',
  subject: 'object',
  of: ['postgresql.cnpg.io/Cluster'],
  says: 'A database lets in by certificate or SCRAM over TLS only, and no superuser from outside.',
  because: 'a password is read on the way, or none is asked for',
  level: 'mandatory',
  severity: 'high',
  topic: 'data',
  references: [
    'practices:secrets-management',
    'practices:network-security',
    'https://www.postgresql.org/docs/17/auth-pg-hba-conf.html',
  ],
  check: ({ object }) => {
    const spec = fieldsOf(object['spec'], 'spec');
    const entries = textsOf(fieldsOf(spec['postgresql'], 'spec.postgresql')['pg_hba'], HBA);
    return [
      ...(spec['enableSuperuserAccess'] === true ? [SUPERUSER] : []),
      ...entries.flatMap((entry, index) => (new RegExp(WEAK).test(entry) ? [weak(entry, index)] : [])),
      ...(new RegExp(CLEAR_TEXT_CLOSED).test(entries.join('\n')) ? [] : [IN_CLEAR_TEXT]),
    ];
  },
  cel: {
    variables: { entries: 'object.?spec.?postgresql.?pg_hba.orValue([])' },
    accepts:
      'object.?spec.?enableSuperuserAccess.orValue(false) != true && ' +
      `!variables.entries.exists(entry, entry.matches(${text(WEAK)})) && ` +
      `variables.entries.join("\\n").matches(${text(CLEAR_TEXT_CLOSED)})`,
    remedy: "let in by cert or scram-sha-256 over hostssl, add 'hostnossl all all all reject', and no superuser",
  },
  examples: {
    accepted: [
      {
        shows: 'certificates, and nothing in clear text',
        resources: [cluster(['hostssl all vault all cert', closed()])],
      },
      { shows: 'passwords over TLS', resources: [cluster(['hostssl all all all scram-sha-256', closed()])] },
      {
        shows: 'what comes after the entry that closes',
        resources: [cluster(['local all all peer', '# no password', closed(), 'host all all all scram-sha-256'])],
      },
      {
        shows: 'a refusal before it, and a user who is called so',
        resources: [cluster(['host all vault all reject', 'hostssl all "password" all cert', closed()])],
      },
      { shows: 'nobody by address', resources: [cluster(['host all all all reject'])] },
      { shows: 'no superuser, said aloud', resources: [cluster([closed()], { enableSuperuserAccess: false })] },
    ],
    refused: [
      { shows: 'what the operator writes by itself', resources: [cluster([])], violations: [IN_CLEAR_TEXT] },
      {
        shows: 'one user only who is not let in in clear text',
        resources: [cluster(['hostnossl all api all reject'])],
        violations: [IN_CLEAR_TEXT],
      },
      {
        shows: 'an entry that lets in before the one that closes',
        resources: [cluster(['host all all all scram-sha-256', closed()])],
        violations: [IN_CLEAR_TEXT],
      },
      {
        shows: 'addresses of one family only that are closed',
        resources: [cluster(['hostnossl all all 0.0.0.0/0 reject'])],
        violations: [IN_CLEAR_TEXT],
      },
      {
        shows: 'a login without a password inside its pod, for several',
        resources: [cluster([closed(), 'local app, "my db" all trust'])],
        violations: [weak('local app, "my db" all trust', 1)],
      },
      {
        shows: 'a weak hash, by address and mask',
        resources: [cluster([closed(), 'hostssl all all 10.0.0.0 255.0.0.0 md5'])],
        violations: [weak('hostssl all all 10.0.0.0 255.0.0.0 md5', 1)],
      },
      ...['trust', 'password', 'md5', 'ident map=all'].map((method) => ({
        shows: `a login by ${method}`,
        resources: [cluster([closed(), `host all all all ${method}`])],
        violations: [weak(`host all all all ${method}`, 1)],
      })),
      {
        shows: 'a superuser from outside',
        resources: [cluster([closed()], { enableSuperuserAccess: true })],
        violations: [SUPERUSER],
      },
    ],
  },
});

function closed(): string {
  return 'hostnossl all all all reject';
}

function weak(entry: string, index: number): Violation {
  return {
    field: `${HBA}[${index}]`,
    problem: `'${entry}' lets in without a secret, or by one that others can read`,
    fix: 'use cert or scram-sha-256, by hostssl',
  };
}

function cluster(entries: readonly string[], spec: object = {}): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'db', namespace: 'shop' },
    spec: { instances: 1, storage: { size: '1Gi' }, postgresql: { pg_hba: entries }, ...spec },
  };
}
