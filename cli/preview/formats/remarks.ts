import { fingerprintOf, type Place, type Remark, type RemarkRule, type Remarks } from '../../remarks/remark';
import { nameIn } from '../../remarks/source';
import { type Finding, namesOf, TOPICS, type Topic } from '../finding';
import type { EnvironmentReport, Report } from '../report';

/** What became worse, as remarks beside the code: once for all environments that it is the same in. */
export function reportRemarks({ environments }: Report, placeOf: (name: string) => Place): Remarks {
  const told = new Map<string, Told>();
  for (const environment of environments) {
    for (const finding of environment.findings.filter(({ effect }) => effect === 'worse')) {
      const key = JSON.stringify([finding.topic, finding.subject, finding.says]);
      const before = told.get(key) ?? { finding, environments: [], stops: false };
      told.set(key, {
        finding,
        environments: [...before.environments, environment.environment],
        stops: before.stops || stops(environment, finding),
      });
    }
  }
  const topics = new Set([...told.values()].map(({ finding }) => finding.topic));
  return {
    rules: [...topics].map(rule),
    remarks: [...told.values()].map((one) => remark(one, placeOf)),
  };
}

interface Told {
  readonly finding: Finding;
  /** Names of those that it is so in. */
  readonly environments: readonly string[];
  /** Whether a gate stops it in one of them. */
  readonly stops: boolean;
}

function stops({ gates }: EnvironmentReport, finding: Finding): boolean {
  const shut = gates.find(({ gate, status }) => gate === finding.gate && status === 'shut');
  return shut !== undefined && namesOf(finding).some((name) => shut.subjects.includes(name));
}

function rule(topic: Topic): RemarkRule {
  const { section, title } = TOPICS[topic];
  return {
    id: topic,
    says: `${title}: what a change makes worse.`,
    help: `${section === 'security' ? 'Who may do more' : 'What is lost, down or dearer'} after this change than before it, by comparison of two plans. \`dwcp preview\` tells all of it.`,
    level: 'warning',
    ...(section === 'security' && { severity: 'high' }),
    topic: section,
  };
}

function remark({ finding, environments, stops }: Told, placeOf: (name: string) => Place): Remark {
  const { topic, subject, says, resources = [] } = finding;
  return {
    rule: topic,
    level: stops ? 'error' : 'warning',
    says: `${environments.join(', ')}: ${says}`,
    about: subject,
    at: placeOf(nameIn(resources[0] ?? subject)),
    fingerprint: fingerprintOf(topic, subject),
  };
}
