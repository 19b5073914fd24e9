import { referrals } from '../fakes/people.ts';
import { hourMs, minuteMs } from './actors/life.ts';
import type { Chance } from './chance.ts';
import type { Programs, Slot } from './programs.ts';
import type { World } from './world.ts';

/**
 * Plans accidents: programs are killed at any await, stopped and restarted, clocks go wrong, cards are deleted and
 * chats closed.
 */
export function fate(world: World, programs: Programs, chance: Chance, until: number): void {
  const { clock, count, story } = world;
  const from = clock.ms();
  const planSome = (least: number, most: number, befalls: (slot: Slot) => void) => {
    for (let left = chance.whole(least, most); left > 0; left -= 1) {
      const slot = chance.oneOf(programs.slots);
      if (slot) clock.at(chance.between(from + minuteMs, until), () => befalls(slot));
    }
  };

  const startsAgain = (slot: Slot) =>
    clock.after(chance.happens(0.7) ? chance.between(500, 15_000) : chance.between(15_000, 5 * minuteMs), () => {
      story.tell(`Program ${slot.name} is started again.`);
      void slot.start();
    });

  planSome(3, 8, (slot) => {
    const { running } = slot;
    if (!running) return;
    const when = chance.happens(0.5) ? 'before' : 'after';
    const calls = chance.whole(1, 90);
    running.life.killAt(calls, when, (call) => {
      count('program killed');
      story.tell(`Program ${running.life.name} is killed just ${when} this call: ${call}.`);
      startsAgain(slot);
    });
  });

  planSome(0, 3, (slot) => {
    if (!slot.running) return;
    count('program stopped cleanly');
    void slot.stop().then(() => startsAgain(slot));
  });

  if (chance.happens(programs.slots.length > 1 ? 0.4 : 0.2))
    planSome(1, 2, (slot) => clockIsWrong(world, slot, chance, until));

  if (chance.happens(0.3))
    planSome(1, 1, () => {
      const card = chance.oneOf(
        world.chats.in(referrals.id).filter((posted) => posted.conversation.endsWith(`=${posted.id}`)),
      );
      if (!card) return;
      count('cards deleted');
      story.tell('Somebody deletes a card in the channel.');
      world.chats.remove(card);
    });

  const { leftAt, chat } = world.staff.called('bea');
  if (leftAt < until) clock.at(leftAt, () => world.weather.closePlace(chat, 'forbidden', Infinity));
}

function clockIsWrong(
  { clock, skews, count, story, noteChange }: World,
  slot: Slot,
  chance: Chance,
  until: number,
): void {
  const sign = chance.happens(0.5) ? 1 : -1;
  const isJump = chance.happens(0.4);
  const ms = sign * (isJump ? hourMs : chance.between(3000, 10 * minuteMs));
  const long = isJump ? chance.between(minuteMs, 10 * minuteMs) : chance.between(10 * minuteMs, 12 * hourMs);
  count('clock wrong');
  story.tell(`The clock of ${slot.name} is ${Math.round(Math.abs(ms) / 1000)} s ${ms > 0 ? 'ahead' : 'behind'}.`);
  skews.set(slot.name, ms);
  noteChange();
  clock.at(Math.min(clock.ms() + long, until), () => {
    story.tell(`The clock of ${slot.name} is right again.`);
    skews.delete(slot.name);
    noteChange();
  });
}
