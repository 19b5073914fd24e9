import { doesSomething, type Habit, hourMs, type Life, minuteMs, words } from './life.ts';
import { refer, type Urgency } from './referring.ts';

/** The buttons that a referrer presses in their chat. */
const habits: Habit[] = [
  { title: 'Send answer', likely: 0.8 },
  { title: 'Send to the MASH', likely: 0.9 },
  { title: 'Tell the MASH', likely: 0.9 },
  { title: 'The child is found', likely: 0.3 },
  { title: 'I have read it', likely: 0.8 },
  { title: 'Yes, I rang', likely: 0.4 },
  { title: 'Not yet', likely: 0.4 },
  { title: 'Add information', likely: 0.07 },
  { title: 'Child is missing', likely: 0.02, on: ({ heading }) => heading.startsWith('HT-') },
  { title: 'I disagree', likely: 0.02 },
  { title: 'Contacts', likely: 0.02 },
];

/** Plays a referrer, who sends referrals and looks at the chat in between. */
export function referrer(life: Life, urgencies: Urgency[]): void {
  const { world, chance } = life;
  const plan = urgencies
    .map((urgency) => ({ urgency, at: timeToRefer(life, urgency) }))
    .sort((one, other) => one.at - other.at);
  void (async () => {
    for (const { urgency, at } of plan) {
      await world.clock.pause(Math.max(0, at - world.clock.ms()));
      for (let tries = 0; tries < 3 && !(await refer(life, urgency)); tries += 1)
        await world.clock.pause(chance.between(5, 90) * minuteMs);
    }
  })();
  void (async () => {
    while (world.clock.ms() < life.until) {
      await world.clock.pause(chance.between(10, 300) * minuteMs);
      if (world.staff.works(life.client.colleague, world.clock.ms())) await looksAtChat(life);
    }
  })();
}

async function looksAtChat(life: Life): Promise<void> {
  const { client, chance } = life;
  const kind = chance.draw();
  if (kind < 0.05) await client.says(chance.of(['my referrals', 'hi', 'thanks', 'contacts']));
  else if (kind < 0.09) await client.says(`add: ${words(life)}`);
  else if (kind < 0.11) await client.says(chance.of(['missing', 'she is gone', `missing: ${words(life)}`]));
  await doesSomething(life, client.chat().slice(-8).reverse(), habits);
}

/** Picks a time to refer, mostly in the daytime; urgent worries keep no office hours. */
function timeToRefer({ world, chance, until }: Life, urgency: Urgency): number {
  const from = world.clock.ms();
  const last = until - 30 * hourMs;
  const day = Math.floor(chance.between(0, (last - from) / (24 * hourMs))) * 24 * hourMs;
  const hour = chance.happens(urgency === 'no' ? 0.85 : 0.4) ? chance.between(8, 18) : chance.between(0, 24);
  return Math.min(from + day + hour * hourMs, last);
}
