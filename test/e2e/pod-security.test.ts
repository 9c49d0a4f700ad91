import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Manifest } from '../../constructs/plan/resource';
import { filledIn } from './pod-security/filled-in';
import { refusing } from './pod-security/refusing';
import { WRAPPERS } from './pod-security/wrappers';
import { POD_SECURITY, PSS_LEVELS, PSS_MINORS } from './servers/pod-security';

/** The rules that are about a check of the standards, which each file is named after. */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  allowprivilegeescalation: ['no-privilege-escalation'],
  apparmorprofile: ['apparmor-not-disabled'],
  capabilities_baseline: ['capabilities-dropped'],
  capabilities_restricted: ['capabilities-dropped'],
  hostnamespaces: ['host-namespaces-isolated'],
  hostpathvolumes: ['no-host-path-volumes'],
  hostports: ['host-namespaces-isolated'],
  hostprobesandhostlifecycle: ['probes-stay-in-the-pod'],
  privileged: ['no-privilege-escalation'],
  procmount: ['proc-mount-default'],
  restrictedvolumes: ['volume-types-restricted', 'no-host-path-volumes'],
  runasnonroot: ['run-as-non-root'],
  runasuser: ['run-as-non-root'],
  seccompprofile_baseline: ['seccomp-runtime-default'],
  seccompprofile_restricted: ['seccomp-runtime-default'],
  selinuxoptions: ['selinux-options-default'],
  sysctls: ['sysctls-safe'],
  windowshostprocess: ['windows-host-process-absent'],
};

/** What the standards admit and the rules refuse nevertheless, by level and file, with the reason: this and no more. */
const STRICTER: Readonly<Record<(typeof PSS_LEVELS)[number], object>> = {
  // The baseline level lets a container keep the default capabilities, the restricted one does not.
  baseline: { 'capabilities_baseline0.yaml': ['capabilities-dropped'] },
  restricted: {},
};

const podsIn = (...folder: readonly string[]) => {
  const path = join(POD_SECURITY, ...folder);
  return readdirSync(path).map((file) => [file, parse(readFileSync(join(path, file), 'utf8')) as Manifest] as const);
};

const CASES = PSS_LEVELS.flatMap((level) => PSS_MINORS.map((minor) => [level, minor] as const));

test('there are as many of them as there were when this was written', () => {
  const count = (answer: string) => CASES.map(([level, minor]) => podsIn(level, minor, answer).length);
  expect(count('fail')).toEqual([29, 29, 34, 69, 69, 74]);
  expect(count('pass')).toEqual([11, 11, 14, 19, 19, 22]);
});

describe.each(CASES)('pods of the %s level of Kubernetes %s', (level, minor) => {
  describe.each(Object.entries(WRAPPERS))('as %s', (_, wrap) => {
    test('each that the standard refuses is refused by a rule that is about it', () => {
      const accepted = podsIn(level, minor, 'fail').flatMap(([file, pod]) => {
        const about = ABOUT[file.replace(/\d+\.yaml$/, '')] ?? [];
        const found = refusing(wrap(filledIn(pod, level)));
        return about.some((rule) => found.includes(rule)) ? [] : [`${file}: ${found.join(', ')}`];
      });
      expect(accepted).toEqual([]);
    });

    test('none that it admits is refused, but for a reason that is listed', () => {
      const refused = podsIn(level, minor, 'pass')
        .map(([file, pod]) => [file, refusing(wrap(filledIn(pod, level)))] as const)
        .filter(([, found]) => found.length > 0);
      expect(Object.fromEntries(refused)).toEqual(STRICTER[level]);
    });
  });
});
