import type { Face } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { line } from '../../cards/parts.ts';
import { instructionBlocks, instructionCard, instructionWords } from './cards.ts';
import { instructionsOf } from './state.ts';

/** A message of the MASH to the referrer, in the thread, on the shared card and in the referrer's chat. */
export const face: Face = {
  line(record, event) {
    switch (event.type) {
      case 'ReferrerInstructed': {
        const by = record.facts.names[event.by] ?? 'a colleague';
        const from = line(`${by}, ${clockAndDay(event.at)}`, 'small', 'Small');
        return { title: 'Message to the referrer', lines: [line(instructionWords(record, event)), from] };
      }
      case 'InstructionRead': {
        const of = instructionsOf(record.events).find(({ number }) => number === event.number);
        const which = of ? [line(`The one of ${clockAndDay(of.at)}`)] : [];
        return { title: 'The referrer has read your message', lines: which };
      }
      default:
        return undefined;
    }
  },
  blocks: instructionBlocks,
  notice(record, event, pack) {
    if (event.type !== 'ReferrerInstructed') return undefined;
    const of = instructionsOf(record.events).find(({ number }) => number === event.number);
    return of && instructionCard(record, of, pack);
  },
};
