import { assessments } from '../../fakes/people.ts';
import { doesSomething, type Habit, type Life, minuteMs } from './life.ts';

const habits: Habit[] = [
  { title: 'Record it', likely: 0.9 },
  { title: 'Cancel', likely: 0.1 },
  { title: 'More', likely: 0.1 },
];

/** Plays a member of the Assessment team, who looks at its channel and works on its cases. */
export function assessor(life: Life): void {
  const { world, client, chance } = life;
  void (async () => {
    await client.says('hi');
    while (world.clock.ms() < life.until) {
      await world.clock.pause(chance.between(30, 240) * minuteMs);
      if (!world.staff.works(client.colleague, world.clock.ms())) continue;
      const cards = client.channel(assessments.id).filter(({ buttons }) => buttons.length > 0);
      for (const seen of cards.slice(-5)) {
        const main = seen.buttons.filter((title) => !/^(Everything|Back|Cancel|More|Earlier|Next page)/.test(title));
        const own = chance.oneOf(main);
        const next: Habit[] = own ? [...habits, { title: own, likely: 0.4 }] : habits;
        await doesSomething(life, [seen], next);
      }
    }
  })();
}
