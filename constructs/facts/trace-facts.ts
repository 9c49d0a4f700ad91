import { authorityCertificate } from '../fields/certificate';
import { dnsLabel } from '../fields/dns-name';
import type { Field } from '../fields/field';
import { group } from '../fields/group';
import { httpsAddress } from '../fields/https';
import { type Labels, labels } from '../fields/labels';
import { optional } from '../fields/optional';
import { text } from '../fields/text';

/** Where the environment's traces are kept: a Jaeger in the cluster, or whatever else takes OTLP over HTTP, by TLS. */
export interface TraceFacts {
  /**
   * Address below which `/v1/traces` is, such as `https://jaeger-collector.tracing.svc:4318`. Its pods have to listen on the port that
   * it has.
   */
  readonly endpoint: string;
  /** Namespace that its pods run in. */
  readonly namespace: string;
  /** Labels of its pods: the only ones that a collector of traces may send to. */
  readonly labels: Labels;
  /**
   * PEM of the authority that signed the store's certificate.
   *
   * @default - the authorities that the collector's image trusts
   */
  readonly authorityCertificate?: string;
}

/** The fields of the facts about traces, for a platform that cannot do without: `{ ...FACTS, traces: TRACES }`. */
export const TRACES: Field<TraceFacts> = group({
  endpoint: text(
    'give the address at which the store takes OTLP over HTTP, e.g. https://jaeger-collector.tracing.svc:4318',
    httpsAddress,
  ),
  namespace: text('name the Kubernetes namespace that the store runs in, e.g. tracing', dnsLabel),
  labels: labels("give the labels of the store's pods, e.g. app.kubernetes.io/name: jaeger"),
  authorityCertificate: optional(
    text("give the certificate of the authority that signed the store's, in PEM", authorityCertificate),
  ),
});
