import { stoppedBy, toldFindings, topicsOf } from '../../../../cli/preview/told/findings';
import { environmentReport, finding, shut } from '../formats/reports';

test('a finding of several environments is told once, with those in which its gate stops it', () => {
  const open = finding({ gate: 'wider-reachability' });
  const dev = environmentReport({ environment: 'dev', findings: [open] });
  const production = environmentReport({ findings: [open], gates: [shut('wider-reachability', 'a → b')] });
  expect(toldFindings([dev, production])).toEqual([
    { ...open, environments: ['dev', 'production'], stops: ['production'] },
  ]);
});

test('what is stopped comes first, then what is worse, as it is, and better', () => {
  const findings = (['better', 'neutral', 'worse'] as const).map((effect) => finding({ effect, subject: effect }));
  const stopped = finding({ subject: 'gone', gate: 'data-loss', topic: 'data' });
  const told = toldFindings([
    environmentReport({ findings: [...findings, stopped], gates: [shut('data-loss', 'gone')] }),
  ]);
  expect(told.map(({ subject }) => subject)).toEqual(['gone', 'worse', 'neutral', 'better']);
});

test('what a gate stops is told by the gate, and not by its topic again', () => {
  const stopped = finding({ subject: 'gone', gate: 'data-loss', topic: 'data' });
  const environment = environmentReport({
    findings: [finding(), stopped],
    gates: [shut('data-loss', 'gone', 'a pass that is over')],
  });
  const findings = toldFindings([environment]);
  const [gate, ...others] = stoppedBy([environment], findings);
  expect(others).toEqual([]);
  expect(gate?.findings.map(({ subject }) => subject)).toEqual(['gone']);
  expect(gate?.others.map(({ what }) => what)).toEqual(['a pass that is over']);
  expect(topicsOf('blast-radius', findings)).toEqual([]);
  expect(topicsOf('security', findings).map(({ topic }) => topic)).toEqual(['connection']);
});
