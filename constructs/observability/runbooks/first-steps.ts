import { WORKLOAD_LABEL } from '../../network/labels';

/** What an alert means, and what whoever is told of it does first. */
export interface FirstSteps {
  /** What is so when it fires, in one sentence. */
  readonly means: string;
  /** What to look at and to do, in this order. */
  readonly steps: readonly [string, ...string[]];
}

const TARGETS = 'Open the page of targets of Prometheus, and look for the job and its last error.';

const CERT = 'Look at the certificate that the description names, and at what last tried to renew it.';

/**
 * Every alert that the baseline renders, by its name: one that is not in this list does not compile.
 *
 * Commands name things as the description of the alert does: `NAMESPACE` is its label `namespace`.
 */
export const FIRST_STEPS = {
  AuditNotWritten: {
    means: 'Vault could not write down a request on one of its audit devices, or on none of them.',
    steps: [
      'See which device fails: the log of the Vault server says so, and `vault audit list -detailed` what each writes to.',
      'For the file: see whether its disk is full. For the socket: see whether its collector takes connections.',
      'Mend the one that fails before the other does: Vault answers nobody once it can write neither.',
    ],
  },
  AuditUnknown: {
    means: 'Prometheus has no metric that says whether Vault writes down what it is asked.',
    steps: [
      'Look for Vault among the targets of Prometheus.',
      'See whether the configuration of Vault has `telemetry` with `prometheus_retention_time`.',
      'Until it is back, look at the audit file itself: its last line has to be recent.',
    ],
  },
  AuthorityEnds: {
    means:
      'An authority by which a database outside of the cluster is known ends within 90 days: after that, nobody connects.',
    steps: [
      'Ask whoever runs the server which authority signs its next certificate, and have that as PEM; a cloud publishes its own.',
      'Write it after the one that is there in `authorityCertificate`, and deploy: Vault and workloads trust both.',
      'Have the server take a certificate of the next one. Then leave out the one that ends, and deploy again.',
    ],
  },
  BackupTooOld: {
    means:
      'The last base backup of a database is older than a day and a half: a restore would take longer, and one day fail.',
    steps: [
      'See what became of the last ones: `kubectl -n NAMESPACE get backups.postgresql.cnpg.io`, and `describe` of the newest.',
      'See what the uploader says: `kubectl -n NAMESPACE logs DATABASE-1 -c plugin-barman-cloud`, of each instance.',
      'Access denied: see whether the keys in Vault are those that the store knows. A timeout: the network between, or the fact `backups.ranges`.',
      'Once it is mended, have one made at once: `kubectl cnpg backup -n NAMESPACE DATABASE --method=plugin --plugin-name=barman-cloud.cloudnative-pg.io`.',
    ],
  },
  BackupUnknown: {
    means: 'Prometheus has no metric that says when a database was last backed up.',
    steps: [
      'See whether the plugin is there, and runs beside each instance: `kubectl -n NAMESPACE get pods -l cnpg.io/cluster=DATABASE`.',
      TARGETS,
      'Until it is back, ask the object itself: `kubectl -n NAMESPACE get objectstore DATABASE-backup -o yaml`, its status.',
    ],
  },
  DeadMansSwitch: {
    means: 'The way from Prometheus to people works. It always fires: what is wrong is that it is not heard.',
    steps: [
      'See whether Prometheus runs, and whether it has the rule: its page of alerts.',
      'See whether Alertmanager runs and has the alert: `amtool alert query alertname=DeadMansSwitch`.',
      'See what Alertmanager says of its receiver, in its log and in `alertmanager_notifications_failed_total`.',
      'Until it is heard again, nobody is told of anything: have somebody look at the alerts.',
    ],
  },
  DeliveryUnknown: {
    means: 'Prometheus has no metric that says whether a secret arrives from AWS Secrets Manager.',
    steps: [
      'See whether External Secrets runs: `kubectl get pods -A -l app.kubernetes.io/name=external-secrets`.',
      TARGETS,
      'It has to be scraped, which its chart does by `serviceMonitor.enabled`. Until then, ask it: `kubectl -n NAMESPACE get externalsecrets`.',
    ],
  },
  ExpiresSoon: {
    means: 'Less than a third of the life of a certificate is left: its renewal was due, and came to nothing.',
    steps: [CERT, 'Mend what keeps it from being renewed; there are weeks or days left, as the value says.'],
  },
  ExpiresVerySoon: {
    means: 'Less than a tenth of the life of a certificate is left. What it is for stops when it ends.',
    steps: [
      CERT,
      'Have it renewed now, by hand if need be, and see that whoever serves it has the new one.',
      'Only then look for why it was not renewed by itself, and why `ExpiresSoon` did not lead to it.',
    ],
  },
  ExpiryUnknown: {
    means: 'Prometheus has no metric that says when a certificate ends.',
    steps: [TARGETS, 'Until it is back, look at the certificate itself: `openssl x509 -noout -enddate`.'],
  },
  FailuresBurnBudget: {
    means: 'So many requests to a service fail that what it may miss in its window will be gone before the window is.',
    steps: [
      'Look at the last change of the service, and take it back if the failures began with it.',
      'Ask the query of the description: by `source_workload` whose requests fail, by `response_code` and `response_flags` how.',
      'Where there is a dashboard of the service, see whether errors began with more requests, or with slower answers.',
      `See whether its pods run and are ready: \`kubectl -n NAMESPACE get pods -l ${WORKLOAD_LABEL}=SERVICE\`.`,
      'See what is left: `dwcp slo ENVIRONMENT`.',
    ],
  },
  FailuresUnknown: {
    means: 'Requests to a service are timed, and nobody counts how many of them fail.',
    steps: ['Its callers count them: look for their targets, and for those of the gateway.', TARGETS],
  },
  LogExportUnknown: {
    means: 'Nobody knows whether the collectors of logs send anything.',
    steps: [
      TARGETS,
      'See whether the collectors run: `kubectl -n NAMESPACE get daemonset,pods`. Pods that are refused are in the events of the DaemonSet.',
    ],
  },
  LogQueueFills: {
    means: 'Lines wait on a node, since the store of logs does not take them. Nothing is lost yet.',
    steps: [
      'See why: `kubectl -n NAMESPACE logs POD`. A timeout is a NetworkPolicy or the store, status 429 a limit of the store.',
      'Mend the store before the nodes rotate their files away: at 10 MiB a file, a container that writes much has little time.',
      'If one workload writes far more than before, say so to who owns it.',
    ],
  },
  LogsNotExported: {
    means: 'The store of logs has refused lines for good, and they are lost.',
    steps: [
      'See what it says: `kubectl -n NAMESPACE logs POD`. Of Loki, status 400 is a line that is too old, too long, or has too many labels.',
      'Raise that limit of the store, or have what writes such lines mended: `k8s.pod.name` of its lines is theirs.',
    ],
  },
  MetricsIncomplete: {
    means: 'The exporter of a database answers, and could not read all of the database.',
    steps: [
      'See which query fails: `kubectl -n NAMESPACE logs POD`, the pod of the description.',
      'See whether `pg_monitor` may connect to the database, and whether the database takes connections at all.',
      'Alerts on the database that need what is missing are silent until then.',
    ],
  },
  MetricsMissing: {
    means: 'Prometheus has no metric of a database.',
    steps: [
      'See whether it runs: `kubectl -n NAMESPACE get pods -l cnpg.io/cluster=DATABASE`.',
      TARGETS,
      'Where pods run and the target is not there, see whether Prometheus reads the monitor, and whether it may reach the port.',
    ],
  },
  NotRestarted: {
    means: 'Pods are older than the credential that they started with, and it will stop working.',
    steps: [
      'See what kept them: `kubectl -n NAMESPACE describe` of the object that the description names. A paused Deployment is one cause.',
      'Restart them before it ends: `kubectl -n NAMESPACE rollout restart` of the workload.',
      'See that the pods are new: `kubectl -n NAMESPACE get pods`.',
    ],
  },
  OnCallRotationEnds: {
    means:
      'The weeks that were planned for a rotation end within fourteen days. After the last, every page is for everybody.',
    steps: ['Give the `OnCallRotation` more `weeks`, and deploy it.'],
  },
  PodAgesUnknown: {
    means: 'Prometheus does not know how old pods are, so that nobody is told of one that outlives its credential.',
    steps: ['Look for kube-state-metrics among the targets of Prometheus.', TARGETS],
  },
  QueueDeep: {
    means: 'More messages wait in a queue than may, and have for ten minutes.',
    steps: [
      'See whether consumers get anything done: `rabbitmqctl list_queues` of the description, twice. `consumers` is how many there are.',
      'They get less done than before: read their log, and look at what they wait for, a database or a service.',
      'More comes than before: see who publishes, and what was deployed when it began. Give the consumers more pods.',
      'Purge no queue: what waits was promised to whoever published it.',
    ],
  },
  QueueHasDeadLetters: {
    means: 'Consumers of a queue have failed at some messages as often as they may, and these wait for somebody.',
    steps: [
      'Read the log of the consumers, of the time at which it began: what they could not do.',
      'All of them: what they need was away, such as a service. Once it is back, have whoever is granted `grantRedrive` put them back.',
      'A few: the messages are at fault, or the program is. Mend the program first, or they come back here.',
    ],
  },
  QueueWithoutConsumers: {
    means: 'Messages wait in a queue, and nobody takes them out.',
    steps: [
      'See whether the workload that consumes it runs: `kubectl -n NAMESPACE get pods`, and its log.',
      '`username or password not allowed`: it is granted nothing of the queue, or the nodes have not restarted since it is. `tls` in its log: look at its certificate, a VaultPKISecret.',
      'It runs, and is connected: it has ended its subscription. Restart it.',
    ],
  },
  RabbitMqNodeMissing: {
    means: 'A node of a RabbitMQ is not ready. Of three, one more that is lost stops every queue.',
    steps: [
      'See which: `kubectl -n NAMESPACE get pods`, the pod that is not ready, and what `kubectl -n NAMESPACE describe pod` says of it.',
      'Read its log: which node it waits for, a certificate that has ended, a full disk.',
      'Where it does not fit on any node, or its disk is in a zone that is lost, bring that back: the others keep serving.',
    ],
  },
  RabbitMqShortOfDisk: {
    means: 'The disk of a node is nearly full, and for that nobody can publish to any node.',
    steps: [
      'See which queue is long: `rabbitmqctl list_queues` of the description. Consumers that catch up make room.',
      'Where none is, raise `storage`: a disk grows while it is in use, if its StorageClass lets it.',
      'Delete nothing on the disk by hand: its log is what the messages are in.',
    ],
  },
  RabbitMqShortOfMemory: {
    means: 'A node uses as much memory as it may, and for that nobody can publish to any node.',
    steps: [
      'See what it is used for: `kubectl -n NAMESPACE exec POD -c rabbitmq -- rabbitmq-diagnostics memory_breakdown`.',
      'Connections: a client opens one for each message. Restart it, and have it keep one.',
      'Queues: see whether consumers hold many messages without saying that they are done. Else raise `resources.memory`.',
    ],
  },
  RabbitMqUnknown: {
    means:
      'Prometheus does not know how many nodes of a RabbitMQ are ready, so that nobody is told when there are too few.',
    steps: ['Look for kube-state-metrics among the targets of Prometheus.', TARGETS],
  },
  RabbitMqWithoutQuorum: {
    means: 'Too few nodes of a RabbitMQ are ready for a majority: no queue takes or gives a message.',
    steps: [
      'See how many run: `kubectl -n NAMESPACE get pods`. Of three, two have to.',
      'Read the log of those that do not: nodes that start wait five minutes for the others, and are then restarted.',
      'Bring back one of those that are away. Delete no disk, and have no node forget another: what is on them would be lost.',
    ],
  },
  RedisExporterRefused: {
    means: 'What asks a Redis for its metrics is not answered, or not let in: its other alerts are silent.',
    steps: [
      'See whether the server answers: `kubectl -n NAMESPACE get pods`. Where it does not run, that is what to mend.',
      "`NOAUTH` in the exporter's log: the configuration has no user of its name. `certificate` in it: look at the Secret that ends in `.exporter`, and at its VaultPKISecret.",
      'It reads its certificate for each scrape: once the Secret is mended, nothing has to be restarted.',
    ],
  },
  RedisNearlyFull: {
    means: 'A Redis that keeps what it is given has little memory left for more, and will refuse writes.',
    steps: [
      'Look at how it got there, on its dashboard or by `redis_memory_used_bytes`: at once, or over weeks.',
      'At once: find the deploy or the job of that time. Entries that are written without an end stay for ever.',
      'Over weeks: raise `resources.memory`; three quarters of it hold data. Of one server, that is a restart.',
      'What may be forgotten belongs in a `Cache`, which makes room by itself.',
    ],
  },
  RedisReplicaBehind: {
    means: 'A replica of a Redis does not keep up with its primary: what it lacks would be lost with that.',
    steps: [
      'See which is behind, in the log of the primary that the description names.',
      'See whether it has too little: `kubectl -n NAMESPACE top pods`, and how busy its node and its disk are.',
      'See whether somebody writes far more than usual: the primary on its dashboard.',
    ],
  },
  RedisReplicaCutOff: {
    means: 'A replica of a Redis runs, and has no link to the primary.',
    steps: [
      'Read its log: it says whom it follows, and why it does not get through: a name, a certificate, a refused user.',
      'See whether there is a primary at all: where there is none, `RedisWithoutPrimary` says so, and is what to mend.',
      'Where it copies everything anew each time and does not get to the end, look at its disk and its memory.',
    ],
  },
  RedisReplicaMissing: {
    means:
      'A server of a Redis does not run, or has not what its primary has. Of three, one more that is lost stops writing.',
    steps: [
      'See which: `kubectl -n NAMESPACE get pods`, the pod that is not ready, and what `kubectl -n NAMESPACE describe pod` says of it.',
      'Read its log: it says whom it follows, and why it does not get through: a certificate that has ended, a full disk.',
      'Where it does not fit on any node, or its disk is in a zone that is lost, bring that back: the others keep serving.',
    ],
  },
  RedisTurnsClientsAway: {
    means: 'A Redis has as many connections as it takes, and refuses every other.',
    steps: [
      'Look at `redis_connected_clients` over the last day: a step is a deploy, a slope are connections that nobody closes.',
      'Restart the workload that opens so many: its connections end with its pods.',
      'Give its client a pool with a bound, and time-outs; autoscalers multiply whatever one pod opens.',
    ],
  },
  RedisUnknown: {
    means:
      'Prometheus does not know how many servers of a Redis are in use, so that nobody is told when there are too few.',
    steps: ['Look for kube-state-metrics among the targets of Prometheus.', TARGETS],
  },
  RedisWithoutPrimary: {
    means: 'No server of a Redis takes writes, and none has what one that does would have.',
    steps: [
      'See how many servers and Sentinels run: `kubectl -n NAMESPACE get pods`. Of each three, two have to.',
      'Read what the Sentinels of the description say: `+sdown` is a server that does not answer, `-failover-abort` why no other takes over.',
      'A primary that nobody follows takes no writes: it is enough to bring one more server back.',
      'Delete no disk. What was written last is on that of the last primary, which they name.',
    ],
  },
  PoolerClientsWait: {
    means: 'Clients of a database wait for a connection of its pooler: all that it may open are in use.',
    steps: [
      'See who has them, and with what, in `pg_stat_activity` at the primary: by the command of the description.',
      'One login has most, and does nothing: end what hangs by `pg_terminate_backend`.',
      'All are busy with what is slow: the log of the primary has each statement of a second or more; mend the worst, or add an index.',
      'There is more to do than before: raise `pooler.instances`, by which `max_connections` of the database grows.',
    ],
  },
  ReplicaBehind: {
    means: 'A replica of a database that workloads read from is more than a minute behind, or has lost the primary.',
    steps: [
      'See whether it gets the log of the primary: `TABLE pg_stat_wal_receiver` at the replica, by the command of the description.',
      'It does, and waits: a long query at the replica holds it up, which `pg_stat_activity` shows. End it by `pg_terminate_backend`.',
      'It does not: see its log, and whether its disk or that of the primary is full, or slow.',
      "Until it is mended, have its readers go to the primary if they must not read what was: `from: 'primary'`, and a deploy.",
    ],
  },
  RestoreDrillUnknown: {
    means: 'Prometheus has no metric that says when a backup of a database was last restored.',
    steps: [
      'See whether the drill is there: `kubectl -n NAMESPACE get cronjob DATABASE-drill`.',
      'Look for kube-state-metrics among the targets of Prometheus.',
      'Until it is back, ask the object itself: `kubectl -n NAMESPACE get cronjob DATABASE-drill -o jsonpath={.status.lastSuccessfulTime}`.',
    ],
  },
  RestoreNotProven: {
    means:
      'No restore of a database has been proven for more than a week: its backups may be worth nothing, and nobody would know before they are needed.',
    steps: [
      'See how far the last drill came, whose pods are there for a day: `kubectl -n NAMESPACE logs -l dwcp.io/workload=DATABASE-drill --all-containers --prefix`. A line that begins with `failed:` says why; the lines of PostgreSQL are before it.',
      'None ran: `kubectl -n NAMESPACE get cronjob,jobs,pods -l dwcp.io/workload=DATABASE-drill` and `describe` of the newest pod say why, such as a disk that nobody makes.',
      'Access denied: see whether the keys in Vault, of `DATABASE-drill`, may list and read the folder of the database.',
      'It ran out of time: give it a longer `deadline`, and remember that a restore takes as long.',
      'The log ends too early, or a file of it cannot be had: what comes after is lost to a restore. Have a base backup made at once, and then find out who deleted or changed the file.',
      'Once it is mended, have one run now: `kubectl -n NAMESPACE create job DATABASE-drill-now --from=cronjob/DATABASE-drill`. The alert ends when it has succeeded.',
    ],
  },
  ScalerBlind: {
    means:
      'KEDA has asked Prometheus in vain how much waits for a workload: it has at least as many pods as it is told to have then, and may have too many or too few.',
    steps: [
      'See what it says: `kubectl -n NAMESPACE describe scaledobject WORKLOAD`, its events, and the log of the pods `keda-operator`.',
      '`the result is empty`: Prometheus does not scrape the broker of a queue that the query names. Look for its job among the targets.',
      'A timeout, or no such host: KEDA does not reach Prometheus. Look at the fact `monitoring.address`, and at the policies of both namespaces.',
      'See whether messages pile up meanwhile: `rabbitmqctl list_queues` in a pod of the broker. Where there are too few pods, raise `whenUnknown`, and deploy.',
    ],
  },
  ScalerUnknown: {
    means:
      'Prometheus has no metric of KEDA’s of a workload that it scales: it may stay at as many pods as it had, and nobody is told.',
    steps: [
      'See whether KEDA runs: `kubectl get pods -A -l app=keda-operator`.',
      'See whether it has taken it: `kubectl -n NAMESPACE get scaledobject,hpa`. `READY` is `True`, and the autoscaler has a number for its metric.',
      'Where both are well, KEDA is not scraped: `prometheus.operator` in the values of its chart.',
      TARGETS,
    ],
  },
  SecretNotDelivered: {
    means: 'What is kept in AWS Secrets Manager does not arrive: its readers have the value of before, or none.',
    steps: [
      'See why: `kubectl -n NAMESPACE describe externalsecret` with the name in the label `secret`, and `describe secretstore secrets-manager`.',
      "AccessDenied: compare the role's policy with what it needs, the annotation `dwcp.io/role-policy` of the service account `secrets-manager`; the role has to trust that account, too. Of a secret that does not exist, AWS says the same.",
      'A key that does not exist in the secret: whoever changed it has left one out, or has written no JSON. Nothing of it is delivered until all are there.',
      'A secret that does not exist: `aws secretsmanager restore-secret` has one back that was deleted within the last days.',
      'If the value of before was revoked already, have whoever issued it take it back, or whoever owns the secret write the next.',
    ],
  },
  SentinelsBelowQuorum: {
    means: 'Fewer Sentinels of a Redis reach each other than have to agree on another primary.',
    steps: [
      'See how many run: `kubectl -n NAMESPACE get pods`. Two of three have to.',
      'Where they run, read their log: whether they reach each other, the servers and the resolver of names.',
      'Restart no server until they are back: nobody would take its place.',
    ],
  },
  SlownessBurnsBudget: {
    means:
      'So many requests to a service are slow that what it may miss in its window will be gone before the window is.',
    steps: [
      'Look at the last change of the service, and take it back if the slowness began with it.',
      'Ask the query of the description: which pods are slow. One of many is best replaced; all of them point at what they share.',
      'Where there are dashboards, look at what it waits for: the pool and the database, Redis, another service.',
      'See whether it has too little: `kubectl -n NAMESPACE top pods`, and whether its autoscaler is at its maximum.',
      'See what is left: `dwcp slo ENVIRONMENT`.',
    ],
  },
  SlownessUnknown: {
    means: 'Requests to a service are counted, and nobody times them by the bound that it is held to.',
    steps: [
      'Its own proxies time them: look for its PodMonitor among the targets of Prometheus.',
      'See whether its pods have the bound: the annotation `sidecar.istio.io/statsHistogramBuckets`. Pods from before it have to be replaced.',
    ],
  },
  SpansRefused: {
    means: 'The collector of traces has too little memory for what it is sent, and refuses spans.',
    steps: [
      'See what it says: `kubectl -n NAMESPACE logs POD`. Beside memory, a full queue to the store is a reason: `TraceQueueFills` says so.',
      'Spans may have grown, by attributes or in number: raise `spansPerTrace` and `memory`, or have what writes them mended.',
    ],
  },
  TargetDown: {
    means: 'Prometheus cannot scrape a pod, so that every alert on it is silent.',
    steps: [
      TARGETS,
      'Connection refused: the program or the proxy does not run. `kubectl -n NAMESPACE describe pod POD`.',
      'A timeout: a NetworkPolicy or the way between is in between. `dwcp connections ENVIRONMENT` says what is declared.',
    ],
  },
  TargetMissing: {
    means: 'A PodMonitor finds no pod, so that every alert on what it was to find is silent.',
    steps: [
      'See whether there are pods with the labels that it selects: the command of the description.',
      'See whether Prometheus reads it: its labels have to be what `podMonitorSelector` asks for.',
      'See whether a container of the pods declares the port that it names.',
    ],
  },
  TraceBufferFills: {
    means: 'More traces begin each second than the collector of traces was declared for.',
    steps: [
      'Raise `tracesPerSecond`; the error of the next `dwcp check` says how much memory that takes.',
      'If one workload begins far more than before, say so to who owns it.',
    ],
  },
  TraceExportUnknown: {
    means: 'Nobody knows whether the collector of traces sends anything.',
    steps: [TARGETS, 'See whether it runs: `kubectl -n NAMESPACE get statefulset,pods`.'],
  },
  TraceQueueFills: {
    means: 'Traces wait on the disk of their collector, since their store does not take them. Nothing is lost yet.',
    steps: [
      'See why: `kubectl -n NAMESPACE logs POD`. A timeout is a NetworkPolicy or the store, status 429 a limit of the store.',
      'Mend the store before the queue is full: then senders drop their spans, errors among them.',
    ],
  },
  TracesNotExported: {
    means: 'The store of traces has refused spans for good, and they are lost.',
    steps: [
      'See what it says: `kubectl -n NAMESPACE logs POD`. Status 400 is a span that it cannot read, 404 an `endpoint` that takes no traces.',
      'Mend the fact `traces`, or raise the limit that the store names.',
    ],
  },
  WalNotArchived: {
    means:
      'The WAL of a database, its log of writes, does not get to the store of its backups: what is written from now on is lost with the database, and its disk fills up.',
    steps: [
      'See what the uploader says: `kubectl -n NAMESPACE logs POD -c plugin-barman-cloud`, the pod of the description.',
      'Access denied: see whether the keys in Vault are those that the store knows. A timeout: the network between, or the fact `backups.ranges`.',
      'See how full the disk is: `kubectl -n NAMESPACE exec POD -c postgres -- df -h /var/lib/postgresql/data`. No segment of the WAL is deleted until it is archived: grow the disk before it is full.',
      'Once the store takes it, the WAL is archived in its order, by itself.',
    ],
  },
} as const satisfies Readonly<Record<string, FirstSteps>>;

/** The alerts that the baseline renders. */
export type AlertName = keyof typeof FIRST_STEPS;
