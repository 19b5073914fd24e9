import { caseAction } from '../../actions/action.ts';
import { formAgain } from '../../cards/form-again.ts';
import { ask as askThem } from '../../case/commands.ts';
import { refused } from '../../case/outcome.ts';
import { byTelephone } from '../../people.ts';
import { askForm } from './forms.ts';
import { ask, sendQuestion } from './verbs.ts';

export const questionActions = [
  caseAction(ask, {
    where: ['mash'],
    does: ({ record, referral }) =>
      referral.submittedBy === byTelephone ? refused({ kind: 'not-in-teams' }) : { card: askForm(record) },
  }),
  caseAction(sendQuestion, {
    where: ['mash'],
    does: ({ record, referral }, { inputs }, at) => askThem(referral, inputs.question, record.facts.texts, at),
    again: ({ record }, given, _, why) => ({ card: askForm(record, formAgain(given, why)) }),
  }),
];
