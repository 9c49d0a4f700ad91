import { proven as of, type ProvenClaim } from './claim';
import { OF_EXTERNAL_DATABASES } from './of-external-databases';
import { OF_LOGS } from './of-logs';
import { OF_REPLICAS } from './of-replicas';
import { OF_REPORTS } from './of-reports';
import { OF_TRACES } from './of-traces';

const MESH = 'istiod 1.29.1 and Envoy 1.37.0';
const VAULT = 'Vault and PostgreSQL';
const ENGINE = "Pulumi's engine, with its plugin for Kubernetes";
const API = 'kube-apiserver 1.34.2';

/** What a test has another program show of what the documents say section by section. */
export const OF_GUIDES: readonly ProvenClaim[] = [
  of(
    'sidecars refuse TLS 1.2, and TLS 1.3 without a certificate of the mesh',
    ['docs/deploy.md#what-differs-by-cluster'],
    MESH,
    ['mesh/within.ts', 'TLS 1.2 is refused, and TLS 1.3 without a certificate of the mesh'],
  ),
  of(
    'what an AuthorizationPolicy no longer lets in is served on open connections for 45 s at most',
    ['docs/deploy.md#what-differs-by-cluster'],
    MESH,
    ['mesh/within.ts', 'a policy that is taken away holds for connections that are open, and idle, for 45 s at most'],
  ),
  of(
    'where istiod cannot fetch the keys of tokens, no token is valid',
    ['docs/default-deny.md#every-request-is-refused-with-401'],
    MESH,
    [
      'mesh.test.ts',
      'of the login server is refused with 401 where istiod cannot fetch its keys, and taken once it can',
    ],
  ),
  of(
    'Istio lets in a request without a token where no AuthorizationPolicy asks for one',
    ['policies/rules/mesh/tokens-are-required.ts'],
    MESH,
    [
      'mesh.test.ts',
      'is nothing that one has to have where no policy asks for it, and one that is wrong is refused there, too',
    ],
  ),
  of(
    'Istio takes no ALLOW of methods or paths on a port that a Service calls TCP, and such a DENY for the whole port',
    ['docs/guides/declare-who-may-talk.md#what-it-does-not-tell'],
    MESH,
    [
      'mesh/dialects.ts',
      'on a port that a Service calls TCP, nobody is allowed in by %s, and denying some denies the whole port',
    ],
  ),
  of("gRPC is told from HTTP by the port's name and `appProtocol`", ['constructs/workload'], MESH, [
    'mesh/dialects.ts',
    'a port is spoken to in HTTP/2 where its name or its appProtocol says gRPC, and in HTTP/1.1 where they say HTTP',
  ]),
  of(
    'what the guide has psql run gives an existing database the role `login_admin`, by which Vault drops what was alive before',
    ['docs/deploy.md#the-logins-of-an-existing-database'],
    'PostgreSQL 17',
    [
      'existing-database.test.ts',
      'is given the role by what the guide says, and then has those dropped that were alive, and others made and dropped',
    ],
  ),
  of(
    'Vault answers nobody once no audit device can be written, and again once one can be',
    ['docs/deploy.md#vault'],
    'Vault 1.21',
    ['vault-audit.test.ts', 'answers while its volume or its collector is gone, and nobody once both are'],
  ),
  of('Vault takes a SIGHUP to begin a new file of its audit', ['docs/deploy.md#vault'], 'Vault 1.21', [
    'vault-audit.test.ts',
    'begins a new file when it is told by SIGHUP',
  ]),
  of(
    'Vault writes down who asked for what, in the file and to the collector, and no secret',
    ['docs/deploy.md#vault', 'constructs/vault'],
    VAULT,
    ['vault-rotation.test.ts', 'has who asked for what, by %s, and no secret'],
  ),
  of(
    'a job of CI logs in by its token and by no other, for minutes, and does what it may and nothing else',
    [
      'docs/guides/who-may-log-in.md#jobs',
      'docs/guides/who-may-log-in.md#what-is-refused',
      'constructs/vault/ci-login.ts',
    ],
    VAULT,
    ['vault-logins.test.ts', 'with the right claims logs in for minutes, reads what it may, and nothing else'],
  ),
  of(
    'a person who has not enrolled is given no token, and one who has logs in by a code of their phone, once',
    [
      'docs/guides/who-may-log-in.md',
      'docs/guides/who-may-log-in.md#the-second-proof',
      'constructs/vault/operator-login.ts',
      'constructs/vault/second-proof.ts',
    ],
    VAULT,
    ['vault-logins.test.ts', 'who has enrolled logs in by a code of their phone, once, and by no other'],
  ),
  of('a run ends at a conflict with who has the field', ['docs/deploy.md#who-owns-which-field'], ENGINE, [
    'chaos.test.ts',
    'a console changes a database: the run ends at it and names who it was',
  ]),
  of("Pulumi's plugin takes over what kubectl has written", ['docs/deploy.md#who-owns-which-field'], ENGINE, [
    'chaos.test.ts',
    'somebody changes it by kubectl: it is told as drift',
  ]),
  of(
    'what was scaled or opened by hand is told as drift, and taken back',
    ['docs/deploy.md#who-owns-which-field'],
    ENGINE,
    ['chaos.test.ts', 'somebody scales a workload and opens a door'],
  ),
  of('a stack is moved to no other cluster', ['docs/deploy.md#deploy', 'stacks/pulumi/cluster'], ENGINE, [
    'wrong-cluster.test.ts',
    'a stack is moved to no other cluster, whoever says that it is there now',
  ]),
  of('`refresh --target` in another cluster forgets what that does not have', ['docs/deploy.md#deploy'], ENGINE, [
    'wrong-cluster.test.ts',
    'is the one thing that nobody compares, as docs/deploy.md says',
  ]),
  of('a larger disk for Redis is had without a restart', ['docs/deploy.md#a-larger-disk-for-redis'], ENGINE, [
    'replacement.test.ts',
    'is had by the steps of docs/deploy.md, without a restart',
  ]),
  of(
    'the next authority of Redis takes over in one deploy',
    ['docs/deploy.md#the-next-certificate-authority-of-redis'],
    ENGINE,
    ['replacement.test.ts', 'takes over in one deploy: every certificate is asked of it'],
  ),
  of(
    'once its protection is taken away, an environment loses all but its data and what guards that',
    ['docs/deploy.md#destroy'],
    ENGINE,
    ['protection.test.ts', 'loses all but its data and what guards that'],
  ),
  of('logins that are alive are dropped before their database is destroyed', ['docs/deploy.md#destroy'], VAULT, [
    'credentials.test.ts',
    'takes the mount before the database: in no other order could Vault drop them',
  ]),
  of(
    'names, probes, metrics and operators reach what they have to, as NetworkPolicies are enforced',
    [
      'docs/default-deny.md',
      'docs/guides/declare-who-may-talk.md#allow-what-is-not-ours',
      'docs/guides/declare-who-may-talk.md#ask-why',
    ],
    'kube-router 1.5, in real packets',
    ['packets.test.ts', 'go where its policies let them, and nowhere else'],
  ),
  of(
    'in the mode `audit` the API server warns and takes everything',
    ['docs/guides/admission.md#1-only-tell', 'docs/guides/admission.md'],
    API,
    ['admission-in-force.test.ts', 'everything is taken, with a warning that says what to do'],
  ),
  of('an exemption lets in its object and nothing else', ['docs/guides/admission.md#2-mend-or-excuse'], API, [
    'admission-in-force.test.ts',
    'what is excused is taken by its name, and nothing else is',
  ]),
  of(
    'the API server holds ranges to what the platform tells the rules',
    ['docs/guides/your-own-platform.md#declare-what-runs', 'docs/guides/admission.md#4-refuse'],
    API,
    ['admission-in-force.test.ts', 'what the platform tells the rules is asked of ranges, and nothing more'],
  ),
  of(
    'what operators make is taken, and the same by hand is not',
    ['docs/guides/admission.md#3-leave-out-what-operators-make'],
    API,
    ['admission-in-force.test.ts', 'what a controller or an operator makes is taken, and the same by hand is not'],
  ),
  of(
    'the reference platform is taken whole by its own admission policies',
    ['docs/guides/admission.md#in-a-program'],
    API,
    ['admission-in-force.test.ts', 'the reference platform is taken whole, pods included'],
  ),
  of(
    '`dwcp verify` suffices with the roles that it prints, which allow nothing else',
    ['docs/guides/check-the-cluster.md#who-may-try'],
    'kubelets 1.34.2 on three nodes',
    ['verify.test.ts', 'so it is for whoever has what it says to need, and can add nothing else to a pod'],
  ),
  of("the guide's command prints the identity of a cluster", ['docs/guides/first-up.md#3-the-facts'], API, [
    'first-up.test.ts',
    'command for the identity of the cluster prints it',
  ]),
  of(
    'the certificate of a database is handed to Vault again when there is another',
    ['docs/guides/first-up.md#2-vault', 'docs/deploy.md#vault'],
    API,
    ['first-up.test.ts', 'the database’s certificate is handed to Vault, and handed over again when there is another'],
  ),
  of(
    'an environment in parts is whole once each is deployed in order, and refused otherwise',
    ['docs/guides/large-environments.md#parts'],
    ENGINE,
    ['parts.test.ts', 'is whole once each part is deployed, in the order that the command lists'],
  ),
  of(
    'a state that was lost is written again by the documented commands',
    ['docs/guides/recover.md#the-state-is-lost', 'docs/guides/recover.md'],
    ENGINE,
    ['recover.test.ts', 'is written again by the documented commands'],
  ),
  of(
    'a run that was killed is gone on from by the documented commands',
    ['docs/guides/recover.md#a-run-that-was-killed', 'docs/guides/recover.md#what-the-tests-run'],
    ENGINE,
    ['recover.test.ts', 'is gone on from by the documented commands'],
  ),
  of(
    'while Vault is sealed a run fails and says so, and the next one goes on',
    ['docs/guides/recover.md#vault-is-sealed-or-a-token-has-ended'],
    ENGINE,
    ['chaos.test.ts', 'Vault is sealed: the run fails and says so'],
  ),
  of(
    "a program of Pulumi's own deploys what it declares, and what is Pulumi's alone after it",
    ['docs/guides/outputs.md', 'docs/guides/your-own-platform.md#say-where-each-runs'],
    ENGINE,
    ['consumers/pulumi-program.test.ts', 'deploys what it declares, and what is Pulumi’s alone after it'],
  ),
  of(
    'the API server refuses what the preview says that it refuses to change',
    ['docs/guides/review-a-change.md#a-change-that-is-more-than-it-looks', 'constructs/plan/immutable'],
    API,
    ['immutable.test.ts', 'says of nothing that it is refused but of what was tried here'],
  ),
  of(
    'a report of a preview by the engine says what one of the plan says',
    ['docs/guides/review-a-change.md#before-you-push'],
    ENGINE,
    ['preview-engine.test.ts', 'means the same, and where the engine knows more, exactly that is told'],
  ),
  of(
    'a kept secret has its value of before beside the one that followed it',
    ['docs/guides/rotate.md#a-secret-that-people-keep'],
    VAULT,
    ['vault-rotation.test.ts', 'has its value of before beside the one that followed it'],
  ),
  of(
    'a key of Vault rotates by itself, and decrypts what an earlier version encrypted',
    ['docs/guides/rotate.md#a-key', 'docs/guides/rotate.md'],
    VAULT,
    ['vault-rotation.test.ts', 'decrypts what an earlier version encrypted, and has it encrypted by the newest unseen'],
  ),
  of(
    'the Vault Secrets Operator goes on with its logins after a restart where it has a key for them, and not without',
    ['constructs/vault/secrets-operator-cache.ts', 'docs/deploy.md#the-operators-logins'],
    'Vault and the Vault Secrets Operator 1.5.0',
    [
      'vault-rotation.test.ts',
      'goes on with the login that it had, by that key, and the version that the key had then',
    ],
  ),
  of(
    'Vault takes the end that a request says over the life of the role, and refuses it to whoever may not say one',
    ['constructs/vault/certificate.ts', 'policies/rules/vault/certificates-end-in-time.ts'],
    VAULT,
    ['vault-rotation.test.ts', 'is refused to whoever says its end, in %s, which Vault takes over what the role says'],
  ),
  of(
    'an authority below a root elsewhere is followed by the next, and holders of certificates of either take each other',
    ['constructs/vault/intermediate-authority.ts', 'docs/deploy.md#certificates-below-a-root-of-your-own'],
    VAULT,
    ['vault-rotation.test.ts', 'is followed by the next, and whoever has a certificate of either takes the other’s'],
  ),
  of(
    'the Vault Secrets Operator delivers a certificate with the authority that signed it, and without the root',
    ['constructs/vault/intermediate-authority.ts'],
    'Vault and the Vault Secrets Operator 1.5.0',
    ['vault-rotation.test.ts', 'delivers a certificate with the authority that signed it, and without the root'],
  ),
  of(
    'Vault says of each credential how old it is to whoever may read no value, and its audit for whom it was made',
    ['docs/guides/rotate.md#whether-all-of-it-does', 'cli/rotate'],
    VAULT,
    [
      'vault-rotation.test.ts',
      'says of each how old it is, when the next is due, and who had it made, to whoever may read no value',
    ],
  ),
  ...OF_LOGS,
  ...OF_TRACES,
  ...OF_REPLICAS,
  ...OF_REPORTS,
  ...OF_EXTERNAL_DATABASES,
];
