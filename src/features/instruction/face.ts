import type { Face } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { line } from '../../cards/parts.ts';
import { staffName } from '../../case/record.ts';
import { instructionBlocks, instructionCard, instructionWords } from './cards.ts';
import { instructionsOf } from './state.ts';

/** Messages from the MASH to the referrer: in the thread, on the shared card and in the referrer's chat. */
export const face: Face = {
  line(record, event) {
    switch (event.type) {
      case 'ReferrerInstructed': {
        const by = staffName(record, event.by);
        const from = line(`${by}, ${clockAndDay(event.at)}`, 'small', 'Small');
        return { title: 'Message to the referrer', lines: [line(instructionWords(record, event)), from] };
      }
      case 'InstructionRead': {
        const instruction = instructionsOf(record.events).find(({ number }) => number === event.number);
        const lines = instruction ? [line(`The one of ${clockAndDay(instruction.at)}`)] : [];
        return { title: 'The referrer has read your message', lines };
      }
      default:
        return undefined;
    }
  },
  blocks: instructionBlocks,
  notice(record, event, pack) {
    if (event.type !== 'ReferrerInstructed') return undefined;
    const instruction = instructionsOf(record.events).find(({ number }) => number === event.number);
    return instruction && instructionCard(record, instruction, pack);
  },
};
