import { isHostName } from '../../network/host-name';
import type { AlertReceiver, SecretKeySelector } from '../../operators/alertmanager-config';
import { group, nameOf, text, value } from '../../props/checks';
import { needed, type PropCheck, type Props } from '../../props/props';

/** Where a value is that nobody may read here: a key of a Secret in the namespace of the rotation. */
export interface SecretKey {
  /** Name of the Secret. */
  readonly secret: string;
  /** Which of its keys. */
  readonly key: string;
}

/** Where e-mail is handed in. The connection is encrypted, or none is made. */
export interface Mail {
  /** Who gets it. */
  readonly to: string;
  /** Who it says that it is from. */
  readonly from: string;
  /** Host and port, such as `smtp.example.com:587`. */
  readonly smarthost: string;
  /** As whom it is handed in. */
  readonly username: string;
  /** Where the password of that login is. */
  readonly password: SecretKey;
}

/** One way in which somebody is told. */
export type Receiver =
  /** The integration key of a service of PagerDuty, for its Events API v2. */
  | { readonly pagerDuty: SecretKey }
  /** An address that takes what Alertmanager posts; all of it is secret, since whoever has it can post too. */
  | { readonly webhook: SecretKey }
  /** The address of an incoming webhook of Slack, and the channel. */
  | { readonly slack: SecretKey & { readonly channel: string } }
  | { readonly email: Mail };

const SECRET_KEY: Props<SecretKey> = {
  secret: needed(nameOf("a Secret, e.g. 'pager'")),
  key: needed(text("write the key in it, e.g. 'routing-key'", /^[A-Za-z0-9._-]{1,253}$/)),
};

const ADDRESS = text("write an address, e.g. 'on-call@example.com'", /^\S+@\S+$/);

const KINDS: Readonly<Record<string, PropCheck>> = {
  pagerDuty: group(SECRET_KEY),
  webhook: group(SECRET_KEY),
  slack: group<SecretKey & { readonly channel: string }>({
    ...SECRET_KEY,
    channel: needed(text("write a channel, e.g. '#incidents'", /^\S+$/)),
  }),
  email: group<Mail>({
    to: needed(ADDRESS),
    from: needed(ADDRESS),
    smarthost: needed(value("write host and port, e.g. 'smtp.example.com:587'", isSmarthost)),
    username: needed(text('write who hands it in', /^\S+$/)),
    password: needed(group(SECRET_KEY)),
  }),
};

const FORM = "write one way, e.g. { pagerDuty: { secret: 'pager', key: 'routing-key' } }";

export const RECEIVER: PropCheck = {
  form: FORM,
  problems(given, place) {
    const entries = typeof given === 'object' && given !== null ? Object.entries(given) : [];
    const [[kind, of] = []] = entries;
    if (entries.length !== 1 || kind === undefined || !Object.hasOwn(KINDS, kind)) {
      return [`has no way in \`${place}\` that is known; it takes one of ${Object.keys(KINDS).join(', ')}: ${FORM}`];
    }
    return KINDS[kind]!.problems(of, `${place}.${kind}`);
  },
};

/** What whoever is told has to know: of each alert, what is wrong, what to do, and where that is written. */
const TOLD =
  '{{ range .Alerts }}{{ .Annotations.summary }}\n{{ .Annotations.description }}\n{{ .Annotations.runbook_url }}\n{{ end }}';

/** All ways in which one is told, under the name by which routes know them. */
export function receiverOf(name: string, ways: readonly Receiver[]): AlertReceiver {
  return ways.reduce<AlertReceiver>(withWay, { name });
}

function withWay(receiver: AlertReceiver, way: Receiver): AlertReceiver {
  if ('pagerDuty' in way) {
    const severity = '{{ .CommonLabels.severity }}';
    const details = [{ key: 'told', value: TOLD }];
    const config = { sendResolved: true, routingKey: selectorOf(way.pagerDuty), severity, details } as const;
    return { ...receiver, pagerdutyConfigs: [...(receiver.pagerdutyConfigs ?? []), config] };
  }
  if ('webhook' in way) {
    const config = { sendResolved: true, urlSecret: selectorOf(way.webhook) } as const;
    return { ...receiver, webhookConfigs: [...(receiver.webhookConfigs ?? []), config] };
  }
  if ('slack' in way) {
    const { channel } = way.slack;
    const config = { sendResolved: true, apiURL: selectorOf(way.slack), channel, text: TOLD } as const;
    return { ...receiver, slackConfigs: [...(receiver.slackConfigs ?? []), config] };
  }
  const { to, from, smarthost, username, password } = way.email;
  const login = { authUsername: username, authPassword: selectorOf(password) };
  const config = { sendResolved: true, to, from, smarthost, ...login, requireTLS: true } as const;
  return { ...receiver, emailConfigs: [...(receiver.emailConfigs ?? []), config] };
}

function selectorOf({ secret, key }: SecretKey): SecretKeySelector {
  return { name: secret, key };
}

function isSmarthost(given: unknown): boolean {
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(typeof given === 'string' ? given : '') ?? [];
  return host !== undefined && isHostName(host) && Number(port) >= 1 && Number(port) <= 65_535;
}
