import { OnCallRotation, type OnCallRotationProps, SecureNamespace, synthesize } from '../../constructs';
import { environment, objectsOf } from '../support/environment';
import { everyOption } from '../support/every-option';
import { ROTATION } from '../support/on-call';
import { type Labels, NativeConfig } from './alertmanager/alertmanager';

/** Of one namespace that says what is to be different. */
async function withRotation(use: (native: NativeConfig) => Promise<void>, props: Partial<OnCallRotationProps> = {}) {
  const tree = environment();
  new OnCallRotation(new SecureNamespace(tree, 'shop'), 'on-call', { ...ROTATION, ...props });
  const native = await NativeConfig.of(objectsOf(synthesize(tree)));
  try {
    await use(native);
  } finally {
    native.remove();
  }
}

const PAGE = { alertname: 'FailuresBurnBudget', severity: 'critical', namespace: 'shop', service: 'api' };

/** Receivers without what the operator puts before each. */
const short = (receiver: string) => receiver.replace('shop/on-call/', '');

async function whoIsTold(native: NativeConfig, labels: Labels, moment: string): Promise<string> {
  return (await native.told(labels, moment))
    .filter(({ receiver }) => receiver !== 'null')
    .map(({ receiver, afterSeconds }) => `${short(receiver)} ${afterSeconds}`)
    .join(', ');
}

test('amtool finds nothing wrong with what the operator makes of every option', async () => {
  const native = await NativeConfig.of(objectsOf(synthesize(everyOption())));
  try {
    const said = await native.check();
    expect(said).toContain('SUCCESS');
    expect(said).toMatch(/12 receivers/);
  } finally {
    native.remove();
  }
});

test('each severity is routed to its receivers, and what is of no other namespace to none', async () => {
  await withRotation(async (native) => {
    const routed = async (labels: Labels) => (await native.routed(labels)).map(short);
    const turns = (part: string) => ['ana', 'ben', 'cem'].map((member) => `${part}-${member}`);
    const paged = [...turns('primary'), 'everybody', ...turns('secondary'), 'escalation', 'stakeholders'];
    expect(await routed(PAGE)).toEqual(paged);
    expect(await routed({ ...PAGE, severity: 'warning' })).toEqual(['warnings']);
    expect(await routed({ alertname: 'Unlabelled', namespace: 'shop' })).toEqual(['warnings']);
    const alive = { alertname: 'DeadMansSwitch', severity: 'none', namespace: 'shop' };
    expect(await routed(alive)).toEqual(['dead-mans-switch']);
    expect(await routed({ ...PAGE, namespace: 'store' })).toEqual(['null']);
  });
});

describe('the week changes hands on Monday at nine by the clocks of Berlin', () => {
  const rest = (secondary: string) => `secondary-${secondary} 900, escalation 1800, stakeholders 10`;
  test.each([
    ['in winter', '2027-03-22T08:59:00+01:00', 'ana', 'ben'],
    ['in winter', '2027-03-22T09:01:00+01:00', 'ben', 'cem'],
    ['before summer begins', '2027-03-28T01:59:00+01:00', 'ben', 'cem'],
    ['as summer begins', '2027-03-29T08:59:00+02:00', 'ben', 'cem'],
    ['as summer begins', '2027-03-29T09:01:00+02:00', 'cem', 'ana'],
    ['in the first month that ends', '2027-03-31T23:59:00+02:00', 'cem', 'ana'],
    ['in the one that follows', '2027-04-01T00:00:00+02:00', 'cem', 'ana'],
    ['before summer ends', '2027-10-25T08:59:00+02:00', 'ben', 'cem'],
    ['before summer ends', '2027-10-25T09:01:00+02:00', 'cem', 'ana'],
    ['as summer ends', '2027-11-01T08:59:00+01:00', 'cem', 'ana'],
    ['as summer ends', '2027-11-01T09:01:00+01:00', 'ana', 'ben'],
  ])('%s, at %s: %s, then %s', async (_, moment, primary, secondary) => {
    await withRotation(async (native) => {
      expect(await whoIsTold(native, PAGE, moment)).toBe(`primary-${primary} 10, ${rest(secondary)}`);
    });
  });

  test('before the first week and after the last, a page is for everybody', async () => {
    await withRotation(async (native) => {
      const everybody = 'everybody 10, escalation 1800, stakeholders 10';
      expect(await whoIsTold(native, PAGE, '2027-03-15T08:59:00+01:00')).toBe(everybody);
      expect(await whoIsTold(native, PAGE, '2027-11-22T08:59:00+01:00')).toContain('primary-cem');
      expect(await whoIsTold(native, PAGE, '2027-11-22T09:00:00+01:00')).toBe(everybody);
    });
  });

  test('at any time of four weeks there is one first and one second, and no more', async () => {
    await withRotation(
      async (native) => {
        for (let step = 0; step < 60; step++) {
          const moment = new Date(Date.parse('2027-03-15T08:00Z') + step * (11 * 60 + 11) * 60_000).toISOString();
          const told = await native.told(PAGE, moment);
          const parts = told.flatMap(({ receiver }) => /primary-|secondary-|everybody/.exec(receiver) ?? []);
          expect([moment, ...parts]).toEqual([moment, 'primary-', 'secondary-']);
        }
      },
      { weeks: 4 },
    );
  });
});

test('who has not acknowledged hears of it again after five minutes, stakeholders after fifteen, escalation after thirty', async () => {
  await withRotation(async (native) => {
    const told = await native.told(PAGE, '2027-03-22T12:00:00Z');
    const again = told
      .filter(({ receiver }) => receiver !== 'null')
      // Alertmanager looks after each interval whether so long has passed since the last message was out.
      .map(({ receiver, intervalSeconds, repeatIntervalSeconds }) => [
        short(receiver),
        (Math.floor(repeatIntervalSeconds / intervalSeconds) + 1) * intervalSeconds,
      ]);
    expect(again).toEqual([
      ['primary-ben', 300],
      ['secondary-cem', 300],
      ['escalation', 1800],
      ['stakeholders', 900],
    ]);
  });
});

test('in a maintenance window nobody is told but who expects to hear', async () => {
  const maintenance = [{ from: '2027-03-28T01:30', to: '2027-03-28T04:00' }] as const;
  await withRotation(
    async (native) => {
      const within = ['2027-03-28T00:30:00Z', '2027-03-28T01:59:00Z'];
      const outside = ['2027-03-28T00:29:00Z', '2027-03-28T02:00:00Z', '2027-04-28T01:00:00Z'];
      const warning = { ...PAGE, severity: 'warning' };
      for (const moment of within) {
        expect(await whoIsTold(native, PAGE, moment)).toBe('');
        expect(await whoIsTold(native, warning, moment)).toBe('');
        const alive = { alertname: 'DeadMansSwitch', severity: 'none', namespace: 'shop' };
        expect(await whoIsTold(native, alive, moment)).toBe('dead-mans-switch 0');
      }
      for (const moment of outside) {
        expect(await whoIsTold(native, PAGE, moment)).toContain('primary-');
        expect(await whoIsTold(native, warning, moment)).toBe('warnings 30');
      }
    },
    { maintenance },
  );
});
