import { caseAction } from '../../actions/action.ts';
import { tooLongWords } from '../../cards/forms.ts';
import { withEvents } from '../../case/outcome.ts';
import { sideRecordOfAddition } from '../side-records/state.ts';
import { informationForm, informationSent } from './cards.ts';
import { recordInformation } from './rules.ts';
import { addInformation, sendInformation } from './verbs.ts';

/** The author adds information to a referral that they sent. */
export const actions = [
  caseAction(addInformation, {
    where: ['chat'],
    setsTopic: true, // an “add:” typed next is about this referral
    does: ({ record }, _, { pack }) => ({ card: informationForm(record, pack) }),
  }),
  caseAction(sendInformation, {
    where: ['chat'],
    does({ record, referral }, { inputs: { information, about } }, at) {
      const added = recordInformation(referral, information, record.facts.texts, at);
      if (!about || added.kind !== 'happened') return added;
      const sideRecord = sideRecordOfAddition(record.events, about, information, at);
      return withEvents([...added.events, sideRecord.event], { ...added.texts, ...sideRecord.texts });
    },
    again({ record }, { attempt, inputs: { information, about } }, { pack }, why) {
      const problem = why.kind === 'text-too-long' ? tooLongWords(why.limit) : 'Write what is new.';
      return { card: informationForm(record, pack, { problem, typed: information.slice(0, 8000), about, attempt }) };
    },
    after: ({ record, referral }, { inputs }, { pack }) => ({
      card: informationSent(record, referral, pack, inputs.about),
      storeInChat: true,
    }),
  }),
];
