import { Turns } from '../../../../stacks/pulumi/declared/turns';

test('one begins after the other, and what each does at once is done before the next', async () => {
  const turns = new Turns();
  const seen: string[] = [];
  const work = async (name: string) => {
    seen.push(`${await turns.inTurn(name)} begins`);
    for (let step = 0; step < 20; step += 1) await undefined;
    seen.push(`${name} has done its steps`);
  };
  await Promise.all(['a', 'b', 'c'].map(work));
  expect(seen).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} has done its steps`]));
});

test('nobody waits for the end of another', async () => {
  const turns = new Turns();
  void turns.inTurn('forever').then(() => new Promise(() => undefined));
  await expect(turns.inTurn('next')).resolves.toBe('next');
});
