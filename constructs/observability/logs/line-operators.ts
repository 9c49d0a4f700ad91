import { ALIASES, LABELS, LOG_FIELDS, type LogField, ORIGIN } from './fields';
import { computed, type EntryField, field, type Operator, origin } from './operators';
import { SECRET_KINDS } from './secrets';

/** What lines are told beside what they say. */
export interface LineOptions {
  /** Name of the environment. */
  readonly environment: string;
  /** How many of a hundred lines of level DEBUG are kept. */
  readonly debugPercent: number;
}

/** What becomes of each line of a container, in this order. */
export function lineOperators({ environment, debugPercent }: LineOptions): readonly Operator[] {
  return [
    { type: 'container', id: 'container' },
    ...redactions('body', 'line'),
    ...parsing(),
    ...ofEnvoy(),
    ...renamed(),
    ...completed(environment),
    // Once more where JSON says a character by its number: `\u0040` is an @ only now.
    ...redactions(field('message'), 'message'),
    ...labelled(environment),
    ...fewerOfDebug(debugPercent),
  ];
}

function redactions(place: EntryField, of: string): Operator[] {
  return SECRET_KINDS.map(({ name, pattern, before, after }) => ({
    type: 'regex_replace',
    id: `redact-${name}-in-${of}`,
    if: `type(${place}) == "string"`,
    field: place,
    regex: pattern,
    replace_with: `${before}[redacted ${name}]${after}`,
    on_error: 'send_quiet',
  }));
}

/** What Istio writes of a request where `accessLogEncoding` is TEXT: https://istio.io/latest/docs/tasks/observability/logs/access-log/ */
const ACCESS_LOG = [
  String.raw`^\[(?P<start_time>[^\]]+)\] "(?P<method>\S+) (?P<path>\S+) (?P<protocol>[^"]+)"`,
  String.raw`(?P<response_code>\d+) (?P<response_flags>\S+) (?P<response_code_details>\S+) \S+ "(?P<upstream_failure>[^"]*)"`,
  String.raw`(?P<bytes_received>\d+) (?P<bytes_sent>\d+) (?P<duration>\d+) \S+`,
  `"[^"]*" "(?P<user_agent>[^"]*)" "(?P<request_id>[^"]*)" "(?P<authority>[^"]*)" "(?P<upstream_host>[^"]*)"`,
].join(' ');

const PROXY = 'istio-proxy';
const OF_PROXY = `${origin(ORIGIN.container)} == "${PROXY}"`;

/** JSON where it is, the access log of Envoy where it is that, and any other text as a message. */
function parsing(): Operator[] {
  const parser = { parse_from: 'body', parse_to: 'body', on_error: 'send_quiet' } as const;
  return [
    { type: 'json_parser', id: 'json', if: String.raw`body matches "^\\s*[{]"`, ...parser, parse_ints: true },
    {
      type: 'regex_parser',
      id: 'access-log',
      if: `type(body) == "string" and ${OF_PROXY}`,
      ...parser,
      regex: ACCESS_LOG,
    },
    {
      type: 'regex_parser',
      id: 'text',
      if: 'type(body) == "string"',
      ...parser,
      regex: String.raw`^(?P<message>[\s\S]*)$`,
    },
  ];
}

/** The access log says what happened in fields of its own: by them, a request that failed is an error. */
function ofEnvoy(): Operator[] {
  const status = `int(${field('response_code')})`;
  const isRequest = `${OF_PROXY} and ${field('start_time')} != nil and ${field('response_code')} != nil`;
  const text = (name: string) => `string(${field(name)} ?? "-")`;
  const said = [text('method'), text('path'), text('response_code')].join(' + " " + ');
  return [
    {
      type: 'add',
      id: 'request-level',
      if: isRequest,
      field: field('level'),
      value: computed(`${status} >= 500 ? "ERROR" : (${status} >= 400 ? "WARN" : "INFO")`),
    },
    { type: 'add', id: 'request-message', if: isRequest, field: field('message'), value: computed(said) },
    { type: 'move', id: 'request-timestamp', if: isRequest, from: field('start_time'), to: field('timestamp') },
  ];
}

const isMissing = (name: LogField) => `${field(name)} == nil`;

function renamed(): Operator[] {
  return LOG_FIELDS.flatMap((name) =>
    (ALIASES[name] ?? []).map((alias) => ({
      type: 'move' as const,
      id: `${name}-of-${alias.replace('@', '')}`,
      if: `${isMissing(name)} and ${field(alias)} != nil`,
      from: field(alias),
      to: field(name),
    })),
  );
}

/** Hash of the template and of the pod, or its number: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label */
const POD_SUFFIX = `(?:-[bcdfghjklmnpqrstvwxz2456789]{1,10})?-(?:[bcdfghjklmnpqrstvwxz2456789]{5}|[0-9]+)$`;

/** Every field that a line has to have, of whatever kind it is. */
function completed(environment: string): Operator[] {
  const add = (name: LogField, value: string, when?: string): Operator => ({
    type: 'add',
    id: `${name}-added`,
    if: when === undefined ? isMissing(name) : `${isMissing(name)} and ${when}`,
    field: field(name),
    value,
  });
  const level = `upper(string(${field('level')}))`;
  return [
    // When the runtime wrote the line.
    add('timestamp', computed('timestamp.UTC().Format("2006-01-02T15:04:05.000000000Z07:00")')),
    add('level', 'INFO'),
    {
      type: 'add',
      id: 'level-in-one-form',
      field: field('level'),
      value: computed(
        `${level} == "WARNING" ? "WARN" : (${level} in ["CRITICAL", "PANIC", "EMERGENCY"] ? "FATAL" : ${level})`,
      ),
    },
    ...(['message', 'trace_id', 'span_id', 'user_id', 'request_id'] as const).map((name) => add(name, '')),
    // A proxy has the same name in every pod; without the hashes at its end, that of the pod is its workload's.
    {
      type: 'add',
      id: 'service-of-proxy',
      if: `${isMissing('service')} and ${OF_PROXY}`,
      field: field('service'),
      value: computed(origin(ORIGIN.pod)),
    },
    {
      type: 'regex_replace',
      id: 'service-without-hashes',
      if: OF_PROXY,
      field: field('service'),
      regex: POD_SUFFIX,
      replace_with: '',
      on_error: 'send_quiet',
    },
    add('service', computed(origin(ORIGIN.container))),
    // Not what the line says: it may be copied from elsewhere.
    { type: 'add', id: 'environment', field: field('environment'), value: environment },
  ];
}

function labelled(environment: string): Operator[] {
  return [
    {
      type: 'severity_parser',
      id: 'severity',
      parse_from: field('level'),
      overwrite_text: true,
      on_error: 'send_quiet',
    },
    { type: 'copy', id: 'label-service', from: field('service'), to: origin(LABELS.service) },
    { type: 'add', id: 'label-environment', field: origin(LABELS.environment), value: environment },
  ];
}

function fewerOfDebug(percent: number): Operator[] {
  if (percent === 100) return [];
  return [
    { type: 'filter', id: 'fewer-of-debug', expr: `${field('level')} == "DEBUG"`, drop_ratio: (100 - percent) / 100 },
  ];
}
