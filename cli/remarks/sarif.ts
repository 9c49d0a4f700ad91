import type { Log, ReportingDescriptor, Result } from 'sarif';
import { version } from '../version';
import { type Remark, type RemarkRule, type Remarks, worstFirst } from './remark';

/** Results that GitHub shows of one run: https://docs.github.com/code-security/reference/code-scanning/sarif-files */
const SHOWN = 5000;

/** How GitHub ranks what a rule is about, where it is about security. */
const SECURITY_SEVERITY = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' } as const;

/** Remarks as SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0 */
export function sarifText({ rules, remarks }: Remarks): string {
  const shown = worstFirst(remarks).slice(0, SHOWN);
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'dwcp', semanticVersion: version(), rules: rules.map(descriptor) } },
        invocations: [{ executionSuccessful: true, ...leftOut(remarks.length - shown.length) }],
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
        results: shown.map((remark) => resultOf(remark, rules)),
        columnKind: 'utf16CodeUnits',
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor({ id, says, help, level, severity, topic }: RemarkRule): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: says },
    fullDescription: { text: help },
    help: { text: help },
    defaultConfiguration: { level },
    properties: {
      tags: severity === undefined ? [topic] : ['security', topic],
      ...(severity && { 'security-severity': SECURITY_SEVERITY[severity] }),
    },
  };
}

function resultOf({ rule, level, says, about, at, fingerprint }: Remark, rules: readonly RemarkRule[]): Result {
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level,
    message: { text: `${says}.` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(at.file), uriBaseId: '%SRCROOT%' },
          region: { startLine: at.line },
        },
        logicalLocations: [{ fullyQualifiedName: about }],
      },
    ],
    // The name that GitHub tells results apart by; its own is of the line, where several may stand.
    partialFingerprints: { primaryLocationLineHash: fingerprint },
  };
}

function leftOut(count: number) {
  if (count === 0) return {};
  const text = `${count} more results are left out; the whole report has them.`;
  return { toolExecutionNotifications: [{ level: 'warning' as const, message: { text } }] };
}
