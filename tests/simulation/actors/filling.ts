import { choices, inputsIn, labelOf } from '../../fakes/card.ts';
import type { Filled } from '../../fakes/filling-in.ts';
import type { Json } from '../../fakes/wire.ts';
import type { Chance } from '../chance.ts';

/**
 * Fills in the required boxes of a card and, by chance, others: with random choices, and tracer words as text.
 * @param known values for certain boxes, by the beginning of their label
 */
export function filledIn(card: Json, words: () => string, chance: Chance, known: Filled = {}): Filled {
  const filled: Filled = {};
  const boxes = inputsIn(card);
  const likely = boxes.length <= 3 ? 0.9 : 0.15; // people fill in short forms
  for (const input of boxes) {
    const label = labelOf(input);
    const knownValue = Object.entries(known).find(([name]) => label.startsWith(name));
    if (knownValue) {
      filled[label] = knownValue[1];
      continue;
    }
    if ('choices.data' in input) continue; // a picker of people
    const isEmpty = input.value === undefined || input.value === '';
    if (!isEmpty || (input.isRequired !== true && !chance.happens(likely))) continue;
    const value = valueFor(input, words, chance);
    if (value !== undefined) filled[label] = value;
  }
  return filled;
}

function valueFor(input: Json, words: () => string, chance: Chance): string | undefined {
  switch (input.type) {
    case 'Input.ChoiceSet': {
      return chance.oneOf(choices(input))?.value;
    }
    case 'Input.Toggle':
      return chance.happens(0.5) ? 'true' : 'false';
    case 'Input.Text':
      return `Seen ${words()}`;
    default:
      return undefined;
  }
}
