import { afterEach, expect, it } from '@jest/globals';
import { inProcess } from '../fakes/in-process.ts';

const hourMs = 3_600_000;
let program: ReturnType<typeof inProcess>;
afterEach(() => program.ends());

/** What came to one person since the call before, without sound or with. */
function reading(who: 'mo' | 'dee') {
  let read = 0;
  return () => {
    const news = program.told.slice(read).filter(({ to }) => to === `a:${who}`);
    read = program.told.length;
    return news.map(({ message }) => ('card' in message ? String(message.card.fallbackText) : message.text));
  };
}

it('A clock that is 25 hours ahead for eight seconds uses up no reminder: each comes at its own time', async () => {
  program = inProcess('2026-06-10T08:00:00.000Z');
  await program.starts();
  for (const who of ['mo', 'ana', 'dee'] as const) await program.types(who, 'hi');
  await program.refers();
  await program.machine.pass(hourMs);
  const [toMo, toDee] = [reading('mo'), reading('dee')];
  program.machine.setAhead(25 * hourMs);
  await program.machine.pass(8000);
  expect(toDee()).toEqual([expect.stringContaining('OVERDUE')]); // a false alarm, which somebody hears
  program.machine.setAhead(0);
  await program.machine.pass(60_000);
  toMo();
  toDee();
  await program.machine.pass(22 * hourMs);
  expect(toMo().length).toBeGreaterThan(1);
  await program.machine.pass(2 * hourMs);
  expect(toMo()).toContainEqual(expect.stringContaining('OVERDUE'));
  expect(toDee()).toContainEqual(expect.stringContaining('OVERDUE'));
});
