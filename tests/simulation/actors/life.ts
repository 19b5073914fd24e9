import type { Filled } from '../../fakes/filling-in.ts';
import type { Chance } from '../chance.ts';
import type { Client, Seen } from '../client.ts';
import type { Marks } from '../marks.ts';
import type { Answer } from '../programs.ts';
import type { World } from '../world.ts';
import { filledIn } from './filling.ts';

/** What an actor has at hand. */
export interface Life {
  world: World;
  client: Client;
  chance: Chance;
  marks: Marks;
  until: number; // then the story ends
  done: Set<string>; // which button of which message was pressed: nobody does the same again and again
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

/** A button that somebody may press when they see it, and how likely that is. */
export interface Habit {
  title: string;
  likely: number;
  known?: (life: Life) => Filled;
  /** Which card it must be. */
  on?: (seen: Seen) => boolean;
}

/** Presses, with what must be filled in. An impatient hand presses twice; what the client itself holds back is let be. */
export async function press(life: Life, seen: Seen, title: string, known: Filled = {}): Promise<Answer> {
  const { client, chance, marks, world } = life;
  const inputs = filledIn(seen.card, () => marks.of(client.colleague.who), chance, known);
  try {
    const answer = client.presses(seen, title, inputs);
    if (chance.happens(0.06)) {
      world.count('double presses');
      await world.clock.pause(chance.between(0, 900));
      void client.presses(seen, title, inputs).catch(() => undefined);
    }
    return await answer;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    world.count('presses that the client held back');
    return { kind: 'lost' };
  }
}

/** The first thing that their habits make of what they see, the newest card first. @returns whether they did something */
export async function doesSomething(life: Life, cards: Seen[], habits: Habit[]): Promise<boolean> {
  const { chance, done } = life;
  for (const seen of cards) {
    const { buttons } = seen;
    if (buttons.length === 0) continue;
    for (const { title, likely, known, on } of habits) {
      const key = `${seen.posted.id} ${title}`;
      if (!buttons.includes(title) || done.has(key) || (on && !on(seen)) || !chance.happens(likely)) continue;
      done.add(key);
      await press(life, seen, title, known?.(life));
      return true;
    }
  }
  return false;
}

export const words = ({ marks, client }: Life): string => `Seen ${marks.of(client.colleague.who)}`;
