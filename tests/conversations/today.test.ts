import { expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
import { allOf, arrives, asksAtDesk, inChat } from './walks.ts';

const world = aWorld({ clockStands: true });
const { jane, tom, mo, pat } = world;

it('In the channel, “today” says a count, and a manager who presses sees the figures of the day', async () => {
  await arrives(world, jane);
  await arrives(world, tom);
  const card = await asksAtDesk(pat, 'today');
  shows(card, 'Today: 2 came', '2 came · 0 decided, 0 in time · 2 wait now');
  doesNotShow(card, 'By hour');
  const seen = await (await asksAtDesk(mo, 'today')).presses('Show today');
  contains(JSON.stringify(seen), 'Under 1 hour: 2 wait now, 0 decided', 'Working figures, not published');
  const refused = await card.presses('Show today');
  contains(JSON.stringify(refused), 'Only a MASH manager can see the figures of the day.');
  lacks(JSON.stringify(refused), 'By hour');
});

it('A manager can type “today” in their own chat', async () => {
  await mo.says('today');
  const card = inChat(mo, 'By hour');
  isHeaded(card, 'Today, so far');
  shows(card, '2 came · 0 decided, 0 in time · 2 wait now');
});

it('“today” of anybody else is what it would be without the figures', async () => {
  for (const person of [jane, pat]) {
    expect((await person.says('today')).length).toBeGreaterThan(0);
    lacks(allOf(person.chat()), 'Working figures');
  }
});
