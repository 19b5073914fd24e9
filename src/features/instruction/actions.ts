import { asItStands, caseAction, notThere } from '../../actions/action.ts';
import { formAgain } from '../../cards/forms.ts';
import { instructionCard, instructionForm } from './cards.ts';
import { markInstructionRead, recordInstruction, whyNotInstruct } from './rules.ts';
import { instructionsOf } from './state.ts';
import { instruct, instructionRead, sendInstruction } from './verbs.ts';

const notByYou = { text: 'You made this referral, so a colleague must tell you.' };
const ringThem = 'They rang, so I cannot reach them here. Ring them: the number is on the card.';

/** Both buttons refuse the same people, in the same words. */
const refusals: Pick<Parameters<typeof caseAction>[1], 'whyNot' | 'onRefusal'> = {
  whyNot: ({ record }, at) => whyNotInstruct(record.events, at),
  onRefusal(_sent, _given, _at, why) {
    if (why.kind === 'own-referral') return notByYou;
    return why.kind === 'not-in-teams' ? asItStands(ringThem) : undefined;
  },
};

export const actions = [
  caseAction(instruct, { where: ['mash'], ...refusals, does: ({ record }) => ({ card: instructionForm(record) }) }),
  caseAction(sendInstruction, {
    where: ['mash'],
    ...refusals,
    does: ({ record: { events, facts } }, { inputs }, at) =>
      recordInstruction({ events, texts: facts.texts }, inputs.instruction, at),
    again({ record }, given, _, why) {
      const retry = formAgain(given, why, { instruction: 'Write your message.' });
      const { instruction: notice } = retry.problems;
      return { card: instructionForm(record, retry), ...(notice ? { notice } : {}) };
    },
    after: (_sent, _given, _at, isNew) =>
      asItStands(isNew ? 'Your message is on its way. This card shows when they have it.' : undefined),
  }),
  caseAction(instructionRead, {
    where: ['chat'],
    does: ({ record }, { number }, at) => markInstructionRead(record.events, number, at),
    after({ record }, { number }, { pack }) {
      const instruction = instructionsOf(record.events).find((each) => each.number === number);
      return instruction ? { card: instructionCard(record, instruction, pack), storeInChat: true } : notThere;
    },
    onRefusal: () => notThere,
  }),
];
