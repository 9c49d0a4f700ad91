/** Where the operator mounts the certificate of a node: https://www.rabbitmq.com/kubernetes/operator/using-operator#tls-conf */
const TLS_FOLDER = '/etc/rabbitmq-tls';

/** Where a node finds what is ours: whom it trusts, how nodes speak to each other, and what there is in it. */
export const OWN_FOLDER = '/etc/rabbitmq-dwcp';

/** The files there. */
export const FILES = {
  authority: 'ca.crt',
  betweenNodes: 'between-nodes.config',
  definitions: 'definitions.json',
} as const;

/** Makes the common name of a client's certificate its user: https://www.rabbitmq.com/docs/access-control#mechanisms */
export const PLUGINS: readonly string[] = ['rabbitmq_auth_mechanism_ssl'];

/**
 * What a node is told beside what the operator tells it: who may connect, and how. A client is who its certificate says. As `EXTERNAL`
 * is the only mechanism, no password is of any use, not even the one that the operator makes and keeps in a Secret.
 *
 * That a queue's name is in its metrics costs series: some dozens for each queue.
 */
export const CONFIGURATION = [
  'auth_mechanisms.1 = EXTERNAL',
  'ssl_cert_login_from = common_name',
  `ssl_options.cacertfile = ${OWN_FOLDER}/${FILES.authority}`,
  'ssl_options.verify = verify_peer',
  'ssl_options.fail_if_no_peer_cert = true',
  'ssl_options.versions.1 = tlsv1.3',
  'management.ssl.versions.1 = tlsv1.3',
  'prometheus.return_per_object_metrics = true',
  // Where it has these, RabbitMQ makes no first user and no first virtual host by itself.
  `load_definitions = ${OWN_FOLDER}/${FILES.definitions}`,
  '',
].join('\n');

const BY_TLS = `-proto_dist inet_tls -ssl_dist_optfile ${OWN_FOLDER}/${FILES.betweenNodes}`;

/** Nodes speak to each other by TLS, and whoever administers one from its own pod does, too. */
export const ENVIRONMENT = [`SERVER_ADDITIONAL_ERL_ARGS="${BY_TLS}"`, `RABBITMQ_CTL_ERL_ARGS="${BY_TLS}"`, ''].join(
  '\n',
);

const OPTIONS = [
  `{cacertfile, "${OWN_FOLDER}/${FILES.authority}"}`,
  `{certfile, "${TLS_FOLDER}/tls.crt"}`,
  `{keyfile, "${TLS_FOLDER}/tls.key"}`,
  // Without `secure_renegotiate`, which TLS 1.3 does not have: beside it, Erlang refuses to connect.
  "{versions, ['tlsv1.3']}",
  '{verify, verify_peer}',
];

/** https://www.rabbitmq.com/docs/clustering-ssl#config-file, in which a node checks the name of the one that it connects to. */
export const BETWEEN_NODES = `[
  {server, [
    ${[...OPTIONS, '{fail_if_no_peer_cert, true}'].join(',\n    ')}
  ]},
  {client, [
    ${OPTIONS.join(',\n    ')}
  ]}
].
`;

/** What a node is called by the others: its pod, in the headless Service of the operator. */
export function nodeHosts(name: string, namespace: string, instances: number): readonly string[] {
  return Array.from({ length: instances }, (_, index) => `${name}-server-${index}.${name}-nodes.${namespace}`);
}
