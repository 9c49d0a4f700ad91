import { holdsSecret as celHoldsSecret } from '../../admission/secrets';
import type { Container } from '../../containers';
import { defineRule } from '../../define-rule';
import { entriesOf, fieldsOf, textsOf } from '../../fields';
import { HANDLERS, handlersOf } from '../../handlers';
import { holdsSecret } from '../../secret-names';
import type { Violation } from '../../violation';

const FIX = 'mount it from a Secret that Vault fills in';

/** A value in a manifest is in git, in every preview, in Pulumi's state and in `kubectl describe`. */
export const noSecretValues = defineRule({
  id: 'no-secret-values',
  subject: 'container',
  says: 'Containers are given no secret in clear text.',
  because: 'what a manifest holds is in git, in previews and in state as well',
  level: 'mandatory',
  severity: 'high',
  topic: 'pods',
  references: ['CIS:5.4.1', 'CIS:5.4.2', 'NSA:secrets', 'practices:secrets-management'],
  check: (container) => [...secretsInEnv(container), ...secretsInArguments(container), ...secretsInHeaders(container)],
  cel: {
    accepts: [
      `container.?env.orValue([]).all(variable, !(${celHoldsSecret('variable.name', 'variable.?value.orValue("")')}))`,
      `[${HANDLERS.map((handler) => `container.?${handler.replace('.', '.?')}`).join(', ')}].all(handler, handler.?httpGet.?httpHeaders.orValue([]).all(header, !(${celHoldsSecret('header.name', 'header.value')})))`,
    ].join(' && '),
    remedy: FIX,
    leavesOut: 'commands and arguments, because what stands before a value cannot be looked at',
  },
  examples: {
    accepted: [
      {
        shows: 'the path of a file that holds it',
        container: { env: [{ name: 'PASSWORD_FILE', value: '/run/password' }] },
      },
      {
        shows: 'a reference',
        container: {
          env: [
            { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
            { name: 'DATABASE_URL', value: 'postgres://api:$(DB_PASSWORD)@db/shop' },
          ],
          args: ['--password=$(DB_PASSWORD)', '--token', '$(TOKEN)'],
        },
      },
      {
        shows: 'what is only called like one, and a reference in a line of a shell',
        container: {
          env: [
            { name: 'PARTITION_KEY', value: 'customer-id' },
            { name: 'SSH_PUBLIC_KEY', value: 'AAAAC3NzaC1lZDI1NTE5AAAAIJ9' },
            { name: 'REALM', value: 'Basic authentication or Bearer authorization' },
          ],
          command: ['sh', '-c', 'PGPASSWORD="$DB_PASSWORD" PGPASSFILE=/run/db/pass psql'],
        },
      },
      {
        shows: 'a flag that asks for it, and a header that is none',
        container: {
          args: ['--password', '--verbose'],
          livenessProbe: { httpGet: { port: 8080, httpHeaders: [{ name: 'Accept', value: 'text/plain' }] } },
        },
      },
      {
        shows: 'references in lines of a shell, and what only looks like the name of one',
        container: {
          command: ['sh', '-c', `TOKEN="$(TOKEN)" PASSWORD='$(PASSWORD)' PGPASSWORD=$DB_PASSWORD run`],
          args: ['--token=$(TOKEN)', 'https://example.com/?token=none', 'x--password=none', 'x--password', 'none'],
          livenessProbe: { exec: { command: ['check', '--token', '--verbose'] } },
        },
      },
    ],
    refused: [
      ...Object.entries({
        DB_PASSWORD_PROD: 'hunter2',
        GITHUB_PAT: 'any',
        STRIPE_KEY: 'sk0123456789abcdef',
        JAVA_OPTS: '-Xmx1g -Ddb.password=hunter2',
        DSN: 'host=db user=api password=hunter2',
        HEADER: 'Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
      }).map(([name, value]) => ({
        shows: `${name}=${value}`,
        container: { env: [{ name, value }] },
        violations: [
          { field: 'env[0].value', problem: `container 'api' is given the secret ${name} in clear text`, fix: FIX },
        ],
      })),
      {
        shows: 'a password in a line of a shell, and in those of hooks and probes',
        container: {
          command: ['sh', '-c', 'export PGPASSWORD=hunter2; exec psql'],
          lifecycle: { postStart: { exec: { command: ['sh', '-c', "API_TOKEN='hunter2' register"] } } },
          livenessProbe: {
            httpGet: { port: 8080, httpHeaders: [{ name: 'X-Api-Key', value: 'hunter2' }] },
          },
        },
        violations: [
          inClearText('command[2]', 'api'),
          inClearText('lifecycle.postStart.exec.command[2]', 'api'),
          inClearText('livenessProbe.httpGet.httpHeaders[0].value', 'api'),
        ],
      },
      {
        shows: 'a password under its name',
        container: { env: [{ name: 'PGPASSWORD', value: 'hunter2' }] },
        violations: [
          { field: 'env[0].value', problem: "container 'api' is given the secret PGPASSWORD in clear text", fix: FIX },
        ],
      },
      {
        shows: 'a password in a URL',
        container: { env: [{ name: 'DATABASE_URL', value: 'postgres://api:hunter2@db/shop' }] },
        violations: [
          {
            field: 'env[0].value',
            problem: "container 'api' is given the secret DATABASE_URL in clear text",
            fix: FIX,
          },
        ],
      },
      {
        shows: 'secrets among the arguments',
        container: { command: ['serve', '--password=hunter2'], args: ['--api-key', 'hunter2'] },
        violations: [
          { field: 'command[1]', problem: "container 'api' is given a secret in clear text", fix: FIX },
          { field: 'args[1]', problem: "container 'api' is given a secret in clear text", fix: FIX },
        ],
      },
      {
        shows: 'secrets among the arguments, behind one dash',
        container: { command: ['serve', '-password=hunter2'], args: ['-api-key', 'hunter2'] },
        violations: [inClearText('command[1]', 'api'), inClearText('args[1]', 'api')],
      },
      {
        shows: 'a secret with a quote in it',
        container: { args: ['PGPASSWORD=$D"B psql'] },
        violations: [inClearText('args[0]', 'api')],
      },
    ],
  },
});

function secretsInEnv({ name, field, spec }: Container): readonly Violation[] {
  return entriesOf(spec['env'], `${field}.env`)
    .filter(({ value }) => holdsSecret(String(value['name']), value['value']))
    .map((variable) => ({
      field: `${variable.field}.value`,
      problem: `container '${name}' is given the secret ${variable.value['name']} in clear text`,
      fix: FIX,
    }));
}

/** Arguments are in `ps` on the node as well; so are those of probes and hooks. */
function secretsInArguments(container: Container): readonly Violation[] {
  const { name, field, spec } = container;
  const lists = [
    ...['command', 'args'].map((list) => ({ at: `${field}.${list}`, value: spec[list] })),
    ...handlersOf(container).map((handler) => {
      const at = `${handler.field}.exec`;
      return { at: `${at}.command`, value: fieldsOf(handler.value['exec'], at)['command'] };
    }),
  ];
  return lists.flatMap(({ at, value }) =>
    textsOf(value, at).flatMap((argument, index, all) =>
      isSecretArgument(argument, all[index - 1]) ? [inClearText(`${at}[${index}]`, name)] : [],
    ),
  );
}

/** What is set in a line of a shell: `export PGPASSWORD=hunter2; psql`. */
const ASSIGNED = /(?:^|[\s;&|(])([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s;&|)]+)/g;

function isSecretArgument(argument: string, before = ''): boolean {
  const flag = /^--?([\w.-]+)=(.*)/s.exec(argument);
  if (flag !== null) return holdsSecret(flag[1]!, flag[2]);
  const assigned = [...argument.matchAll(ASSIGNED)];
  if (assigned.some(([, name, value]) => holdsSecret(name!, value!.replace(/^["']|["']$/g, '')))) return true;
  // `--password hunter2` is two arguments.
  return !argument.startsWith('-') && holdsSecret(/^--?([\w.-]+)$/.exec(before)?.[1] ?? '', argument);
}

/** What the kubelet says when it calls is read by whoever can read the pod. */
function secretsInHeaders(container: Container): readonly Violation[] {
  return handlersOf(container).flatMap((handler) => {
    const at = `${handler.field}.httpGet`;
    return entriesOf(fieldsOf(handler.value['httpGet'], at)['httpHeaders'], `${at}.httpHeaders`)
      .filter(({ value }) => holdsSecret(String(value['name']), value['value']))
      .map((header) => inClearText(`${header.field}.value`, container.name));
  });
}

function inClearText(field: string, container: string): Violation {
  return { field, problem: `container '${container}' is given a secret in clear text`, fix: FIX };
}
