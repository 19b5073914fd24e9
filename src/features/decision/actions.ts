import { asItStands, type CaseAction, caseAction, type PressInput } from '../../actions/action.ts';
import { type Faults, type FormRetry, formAgain } from '../../cards/forms.ts';
import { recordDecision, whyNotDecide } from '../../case/commands.ts';
import type { DecisionForm } from '../../case/decision-record.ts';
import { type Outcome, refuseWith } from '../../case/outcome.ts';
import { againClock, reopen } from './again.ts';
import { decideAgainForm } from './again-cards.ts';
import { correctionForm } from './correction-form.ts';
import { feedbackForm } from './feedback.ts';
import { decisionForm } from './forms.ts';
import {
  correctDecision,
  feedbackIn,
  recordFeedback as give,
  recordToldByPhone as told,
  whyNotGiveFeedback,
} from './rules.ts';
import {
  confirmAgain,
  confirmCorrection,
  confirmDecision,
  correct,
  decide,
  decideAgain,
  giveFeedback,
  sendFeedback,
  toldByPhone,
} from './verbs.ts';

const where = ['mash'] as const;
type Filled = PressInput<typeof confirmDecision>;

function formOf({ inputs }: Filled): DecisionForm {
  const { decision = 'other', 'protection-what': protectionWhat, 'do-now': doNow, ...rest } = inputs;
  return { ...rest, decision, protectionWhat, doNow };
}

/** Which decision it is must be chosen, too. Whoever may not decide hears that first. */
const ifChosen = (given: Filled, outcome: Outcome): Outcome =>
  given.inputs.decision || outcome.kind !== 'happened'
    ? outcome
    : refuseWith({ kind: 'text-missing', fields: ['decision'] });

/** Everything that is wrong with the form, said at once. */
function filledIn(given: Filled, why: Faults): FormRetry {
  const again = formAgain(given, why);
  return given.inputs.decision ? again : { ...again, problems: { ...again.problems, decision: 'Choose a decision.' } };
}

const feedbackAsks = {
  clear: 'Choose one of the two.',
  feedback: 'Say what was missing, so that it helps next time.',
};
const notByYou = { text: 'You made this referral, so a colleague must tell you.' };
const says: CaseAction['says'] = (_sent, _given, _at, why) => (why.kind === 'own-referral' ? notByYou : undefined);

export const actions = [
  caseAction(decide, {
    where,
    whyNot: ({ referral }, { by }) => whyNotDecide(referral, by),
    does: ({ record, referral }, _, { pack }) =>
      referral.status === 'decided'
        ? refuseWith({ kind: 'already-decided' })
        : { card: decisionForm(record, referral, pack) },
  }),
  caseAction(confirmDecision, {
    where,
    does: ({ record, referral }, given, at) =>
      ifChosen(given, recordDecision(referral, formOf(given), record.facts.texts, at, given.revision)),
    again: ({ record, referral }, given, { pack }, why) => ({
      card: decisionForm(record, referral, pack, filledIn(given, why)),
    }),
  }),
  caseAction(decideAgain, {
    where,
    whyNot: ({ referral }, { by }) => whyNotDecide(referral, by),
    does: ({ record, referral }, _, { pack, now }) =>
      referral.status === 'decided'
        ? { card: decideAgainForm(record, againClock(record.events, pack.clocks, now)) }
        : asItStands(),
  }),
  caseAction(confirmAgain, {
    where,
    does: ({ record }, _, at) => reopen(record.events, at.pack.clocks, at),
  }),
  caseAction(correct, {
    where,
    whyNot: ({ referral }, { by }) => whyNotDecide(referral, by),
    does: ({ record, referral }) =>
      referral.status === 'decided' ? { card: correctionForm(record) } : refuseWith({ kind: 'not-decided' }),
  }),
  caseAction(confirmCorrection, {
    where,
    does: ({ record }, given, at) => {
      const own = { events: record.events, texts: record.facts.texts };
      return ifChosen(given, correctDecision(own, formOf(given), given.revision, at));
    },
    again: ({ record }, given, _, why) => ({ card: correctionForm(record, filledIn(given, why)) }),
    after: (_sent, _given, _at, isNew) =>
      asItStands(isNew ? undefined : 'That is what stands already. Nothing new was recorded.'),
  }),
  caseAction(giveFeedback, {
    where,
    whyNot: ({ record }, { by }) => whyNotGiveFeedback(record.events, by),
    does: ({ record }) => {
      const given = feedbackIn(record.events);
      return given ? refuseWith({ kind: 'feedback-given', by: given.by }) : { card: feedbackForm(record) };
    },
    says,
  }),
  caseAction(sendFeedback, {
    where,
    does: ({ record }, { inputs: { clear, feedback: text } }, at) =>
      give(record, clear ? { clear: clear === 'yes', text } : { text }, at),
    again: ({ record }, given, _, why) => ({ card: feedbackForm(record, formAgain(given, why, feedbackAsks)) }),
    says,
  }),
  caseAction(toldByPhone, { where, does: ({ record }, _, at) => told(record, at) }),
];
