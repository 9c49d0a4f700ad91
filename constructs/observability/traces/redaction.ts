import { SECRET_KINDS, SECRET_WORDS } from '../logs/secrets';

/**
 * Headers that hold a secret whatever it looks like, by the names that instrumentation gives them:
 * https://opentelemetry.io/docs/specs/semconv/registry/attributes/http/
 */
const SECRET_HEADERS = 'authorization|proxy-authorization|cookie|set-cookie|x-api-key';

/** Attributes whose value goes, whatever it is: their name says what it is. */
const SECRET_KEYS = [
  `(?i)(?:${SECRET_WORDS})$`,
  `(?i)^http[.](?:request|response)[.]header[.](?:${SECRET_HEADERS})$`,
] as const;

/** https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.165.1/processor/redactionprocessor */
export interface AttributeRedaction {
  readonly allow_all_keys: true;
  readonly redact_all_types: true;
  readonly blocked_values: readonly string[];
  readonly blocked_key_patterns: readonly string[];
  readonly masking_string: string;
  readonly summary: 'silent';
}

/**
 * What is taken out of attributes, be they of a span, of its events, or of the program that it is of; of lists and maps too, which
 * become text where something is.
 */
export function attributeRedaction(): AttributeRedaction {
  return {
    allow_all_keys: true,
    redact_all_types: true,
    blocked_values: SECRET_KINDS.map(({ pattern }) => pattern),
    blocked_key_patterns: SECRET_KEYS,
    masking_string: '[redacted]',
    summary: 'silent',
  };
}

/** https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/v0.161.0/processor/transformprocessor */
export interface TextRedaction {
  /** What cannot be redacted is not sent. */
  readonly error_mode: 'propagate';
  readonly trace_statements: readonly { readonly statements: readonly string[] }[];
}

/** What is taken out of texts that are no attributes, as out of the lines of a log. */
export function textRedaction(): TextRedaction {
  return {
    error_mode: 'propagate',
    // Two groups: what is said of events is not done to a span that has none.
    trace_statements: [
      { statements: [...redacted('span.name'), ...redacted('span.status.message')] },
      { statements: redacted('spanevent.name') },
    ],
  };
}

function redacted(place: string): readonly string[] {
  return SECRET_KINDS.map(({ name, pattern, before, after }) => {
    const replacement = `${before}[redacted ${name}]${after}`;
    return `replace_pattern(${place}, ${JSON.stringify(pattern)}, ${JSON.stringify(replacement)})`;
  });
}
