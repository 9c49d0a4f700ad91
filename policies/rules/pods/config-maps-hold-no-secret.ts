import { holdsSecret as celHoldsSecret, holdsPrivateKey, isNoValue, isSecretByName } from '../../admission/secrets';
import { defineRule } from '../../define-rule';
import { fieldsOf } from '../../fields';
import { holdsSecret } from '../../secret-names';

/** Characters, a name as many as `NAME`: what some patterns cost grows with each, and the API server gives an expression a budget. */
const LONGEST = 24 * 1024;
const NAME = 64;

const FIX = 'mount it from a Secret that Vault fills in';

/** A ConfigMap is read by whoever may look at the namespace, and is never encrypted at rest. */
export const configMapsHoldNoSecret = defineRule({
  id: 'config-maps-hold-no-secret',
  subject: 'object',
  of: ['ConfigMap'],
  says: 'ConfigMaps hold no secret.',
  because: 'whoever may look at a namespace reads them, and so do git, previews and state',
  level: 'mandatory',
  severity: 'high',
  topic: 'pods',
  references: ['CIS:5.4.2', 'NSA:secrets', 'practices:secrets-management'],
  check: ({ object: { data } }) =>
    Object.entries(fieldsOf(data, 'data'))
      .filter(([name, value]) => holdsSecret(name, value))
      .map(([name]) => ({ field: `data[${name}]`, problem: `it holds the secret ${name} in clear text`, fix: FIX })),
  cel: {
    variables: {
      length: `object.?data.orValue({}).map(key, size(object.data[key]) + ${NAME}).sum()`,
    },
    accepts: `object.?data.orValue({}).all(key, variables.length <= ${LONGEST} ? !(${celHoldsSecret('key', 'object.data[key]')}) : ${isNoValue('object.data[key]')} || !(${isSecretByName('key', 'object.data[key]')} || ${holdsPrivateKey('object.data[key]')}))`,
    remedy: FIX,
    leavesOut: `passwords and tokens inside the values of one of more than ${LONGEST / 1024} KiB or ${LONGEST / NAME} names, because to look for them costs more than the API server allows; private keys and secrets by their names are found in those, too`,
  },
  examples: {
    accepted: [
      {
        shows: 'settings, and where a secret is',
        resources: [configMap({ LOG_LEVEL: 'info', DB_PASSWORD_FILE: '/run/secrets/db/password' })],
      },
      ...Object.entries({
        'application.properties': 'spring.datasource.password=${DB_PASSWORD1}',
        'config.yaml': 'passwordFile: /run/db1\npassword: /run/secrets/db1\npassphrase: file:db1\n',
        'schema.yaml': 'password: string\napiKey: {type: string, maxLength: 100}\npasswd: call1()\n',
        'words.json': '{"password": "Password of 12 characters", "passphrase": "abc1"}',
        '.npmrc': 'npm_config_registry=https://registry.example.com',
        'storage.env': 'CONNECTION=AccountKey=$(KEY);EndpointSuffix=core.windows.net',
        'tasks.yaml': 'next: task-proj-0123456789, SG.example.com',
      }).map(([name, value]) => ({
        shows: `what only speaks of one, ${name}`,
        resources: [configMap({ [name]: value })],
      })),
      {
        shows: 'a certificate, which is public',
        resources: [configMap({ 'ca.crt': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n' })],
      },
    ],
    refused: [
      ...Object.entries({
        'application.properties': 'spring.datasource.password=hunter2',
        'config.yaml': 'db:\n  password: hunter2\n',
        'config.json': '{"apiKey": "Zx81kdkd92kd93jd"}',
        'db.ini': '[db]\npassphrase = "hunter2"',
        'oidc.toml': "client-secret='hunter2'",
        'alerts.yaml': 'api_url: https://hooks.slack.com/services/T0/B0/0123456789',
        'docker.json': '{"auths":{"example.com":{"auth":"dXNlcjpwYXNzd29yZA=="}}}',
        '.npmrc': `//registry.example.com/:_authToken=npm_${'a1'.repeat(18)}`,
        'storage.env': `CONNECTION=AccountName=shop;AccountKey=${'a1'.repeat(43)}==;EndpointSuffix=core.windows.net`,
        'mail.yaml': `send: SG.${'a1'.repeat(11)}.${'b2'.repeat(21)}`,
        'model.env': 'LLM=sk-ant-api03-0123456789',
        'grafana.ini': 'auth = glsa_0123456789abcdef',
      }).map(([name, value]) => ({
        shows: `what is secret in a file, ${name}`,
        resources: [configMap({ [name]: value })],
        violations: [{ field: `data[${name}]`, problem: `it holds the secret ${name} in clear text`, fix: FIX }],
      })),
      {
        shows: 'a password by its name',
        resources: [configMap({ LOG_LEVEL: 'info', DB_PASSWORD: 'hunter2' })],
        violations: [
          { field: 'data[DB_PASSWORD]', problem: 'it holds the secret DB_PASSWORD in clear text', fix: FIX },
        ],
      },
      {
        shows: 'a private key, whatever it is called',
        resources: [configMap({ 'tls.key': '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n' })],
        violations: [{ field: 'data[tls.key]', problem: 'it holds the secret tls.key in clear text', fix: FIX }],
      },
      {
        shows: 'a password in a URL',
        resources: [configMap({ DATABASE_URL: 'postgres://api:hunter2@db/shop' })],
        violations: [
          { field: 'data[DATABASE_URL]', problem: 'it holds the secret DATABASE_URL in clear text', fix: FIX },
        ],
      },
    ],
  },
});

function configMap(data: Readonly<Record<string, string>>) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'api', namespace: 'shop' }, data };
}
