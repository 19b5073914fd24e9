import { clockAndDay } from '../../cards/london.ts';
import { author, type Events, words } from '../../cards/meaning.ts';
import { spacedSmallLine } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { instructionCard, instructionWords } from './cards.ts';
import { instructionIn } from './state.ts';

/** A message from the MASH to the referrer. The notice shows only the reference until they open it. */
export const events: Events<'ReferrerInstructed' | 'InstructionDelivered' | 'InstructionRead'> = {
  ReferrerInstructed: {
    card: true,
    receipt: true,
    notices: {
      come: {
        to: author,
        isInherited: true,
        isPast: ({ number }, record) => instructionIn(record, number)?.reached?.how === 'read',
        taken: ({ number }, _, at) => [{ type: 'InstructionDelivered', at, number }],
        sounds: true,
        card({ number }, { record, pack }) {
          const instruction = instructionIn(record, number);
          if (!instruction) throw new Error(`case ${record.id} has no instruction ${number}`);
          return instructionCard(record, instruction, pack);
        },
      },
    },
    line: (event, { record }) =>
      words('Message to the referrer', instructionWords(record, event), spacedSmallLine(whoAndWhen(record, event))),
  },
  InstructionDelivered: { card: true, line: 'none', words: 'The message has come to the referrer' },
  InstructionRead: {
    card: true,
    line({ number }, { record }) {
      const instruction = instructionIn(record, number);
      return words('The referrer has read your message', instruction && `The one of ${clockAndDay(instruction.at)}`);
    },
  },
};
