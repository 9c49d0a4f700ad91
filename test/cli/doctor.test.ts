import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deviates, ok, unknown } from '../../cli/diagnosis/finding';
import { type Diagnosis, textOf } from '../../cli/diagnosis/told';
import { DOCTOR_JSON_SCHEMA } from '../../cli/doctor/schema';
import { ROOT } from '../support/reference';

const diagnosis: Diagnosis = {
  environment: 'staging',
  cluster: '7e8d5b0c-41f6-4a39-9c27-d3b60fa2e518',
  checks: [
    { check: 'dns', says: 'Names are resolved.', findings: [deviates('the name is \u001b[2Jgone', 'write it')] },
    { check: 'mesh', says: 'The mesh is set up.', findings: [ok('it is'), unknown('nobody knows', 'look')] },
  ],
  skipped: ['encryption'],
};

test('what has to be mended comes last, and what the cluster says moves no cursor', () => {
  expect(textOf(diagnosis, 'as the facts say', undefined).split('\n')).toEqual([
    '  ok mesh: it is',
    '  unknown mesh: nobody knows; look',
    '  deviates dns: the name is \\u{1b}[2Jgone; write it',
    '  left out encryption: by --skip',
    '  staging: 1 as the facts say, 1 deviating, 1 unknown (2 checks)',
    '',
  ]);
});

test('the schema that is shipped is that of the code: npm run generate', () => {
  const file = readFileSync(join(ROOT, 'cli', 'doctor', 'doctor.schema.json'), 'utf8');
  expect(JSON.parse(file)).toEqual(DOCTOR_JSON_SCHEMA);
});
