import type { Filled } from '../../fakes/filling-in.ts';
import type { Chance } from '../chance.ts';
import type { Client, VisibleCard } from '../client.ts';
import type { Answer } from '../programs.ts';
import type { TracerWords } from '../tracer-words.ts';
import type { World } from '../world.ts';
import { filledIn } from './filling.ts';

/** A person of the simulated week, with what they need to act. A life of the program is a `Generation`. */
export interface Life {
  world: World;
  client: Client;
  chance: Chance;
  tracerWords: TracerWords;
  until: number; // the end of the story
  done: Set<string>; // the buttons pressed on each message: nobody presses the same one again and again
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

/** A button that somebody may press when they see it, and how likely they are to press it. */
export interface Habit {
  title: string;
  likely: number;
  known?: (life: Life) => Filled;
  /** Limits the habit to certain cards. */
  on?: (seen: VisibleCard) => boolean;
}

/**
 * Fills in a card and presses a button. Impatient people press twice. A press that the client refuses answers `lost`.
 */
export async function press(life: Life, seen: VisibleCard, title: string, known: Filled = {}): Promise<Answer> {
  const { client, chance, tracerWords, world } = life;
  const inputs = filledIn(seen.card, () => tracerWords.next(client.colleague.chat), chance, known);
  try {
    const answer = client.presses(seen, title, inputs);
    answer.catch(() => undefined); // awaited below, perhaps after a pause
    if (chance.happens(0.06)) {
      world.count('double presses');
      await world.clock.pause(chance.between(0, 900));
      void client.presses(seen, title, inputs).catch(() => undefined);
    }
    return await answer;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    world.count('presses that the client refused');
    return { kind: 'lost' };
  }
}

/** Presses the first button that somebody's habits find on these cards, in order. @returns whether they pressed one */
export async function doesSomething(life: Life, cards: VisibleCard[], habits: Habit[]): Promise<boolean> {
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

export const words = ({ tracerWords, client }: Life): string => `Seen ${tracerWords.next(client.colleague.chat)}`;
