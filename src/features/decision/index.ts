import { asItStands, type CaseAction, caseAction, type PressInput } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import type { FormRetry } from '../../cards/forms.ts';
import { recordDecision, whyNotDecide } from '../../case/commands.ts';
import type { DecisionForm } from '../../case/decision-record.ts';
import { textsAsWritten } from '../../case/held.ts';
import { type Actor, type Outcome, refuseWith } from '../../case/outcome.ts';
import { andProtection } from '../../case/protection.ts';
import type { CaseRecord } from '../../case/record.ts';
import { wasEverDecided } from '../../case/standing.ts';
import { decideAgainForm, face, feedbackForm, whatNowBlocks } from './cards.ts';
import { events } from './events.ts';
import { correctionForm, decisionForm } from './forms.ts';
import {
  againClock,
  correctDecision,
  feedbackIn,
  recordFeedback,
  recordToldByPhone,
  reopen,
  unsaidInDecision,
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
type FilledForm = PressInput<typeof confirmDecision>;

function formOf({ inputs }: FilledForm): DecisionForm {
  const {
    decision = 'other',
    'protection-what': protectionWhat,
    'do-now': doNow,
    'in-protection': _,
    ...rest
  } = inputs;
  // whoever passes the case on for a concern has said that there is one
  const trafficking = rest.trafficking ?? (decision === 'assessment' ? 'yes' : undefined);
  return { ...rest, ...(trafficking && { trafficking }), decision, protectionWhat, doNow };
}

/** What is not chosen yet, by its box. */
const unsaid = (given: FilledForm) => unsaidInDecision(formOf(given), given.inputs.decision !== undefined);

/** Refuses a form that leaves something open. Any other refusal comes first, such as that this person may not decide. */
function ifSaid(given: FilledForm, outcome: Outcome) {
  const fields = outcome.kind === 'happened' ? Object.keys(unsaid(given)) : [];
  return fields.length > 0 ? refuseWith({ kind: 'text-missing', fields }) : outcome;
}

/** What the form records: the decision, and what it says of police protection. */
const recorded = (given: FilledForm, outcome: Outcome, record: CaseRecord, at: Actor) =>
  andProtection(ifSaid(given, outcome), given.inputs['in-protection'], record, at);

/** The form again, with everything that is wrong with it marked at once. */
const marked = (given: FilledForm, retry: FormRetry) => ({
  ...retry,
  problems: { ...retry.problems, ...unsaid(given) },
});

const whyNot: CaseAction['whyNot'] = ({ referral }, { by }) => whyNotDecide(referral, by);

const actions = [
  caseAction(decide, {
    where,
    whyNot,
    does: (sent, _, { pack, now }) =>
      sent.referral.status === 'decided'
        ? refuseWith('already-decided')
        : { card: decisionForm({ ...sent, pack }, now) },
  }),
  caseAction(confirmDecision, {
    where,
    does: ({ record, referral }, given, at) =>
      recorded(given, recordDecision(referral, formOf(given), textsAsWritten(record), at, given.revision), record, at),
    again: (sent, given, { pack, now }, retry) => ({
      card: decisionForm({ ...sent, pack }, now, marked(given, retry)),
    }),
  }),
  caseAction(decideAgain, {
    where,
    whyNot,
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
    whyNot,
    does: (sent, _, { pack, now }) =>
      sent.referral.status === 'decided' ? { card: correctionForm({ ...sent, pack }, now) } : refuseWith('not-decided'),
  }),
  caseAction(confirmCorrection, {
    where,
    does: ({ record }, given, at) =>
      recorded(given, correctDecision(record, formOf(given), given.revision, at), record, at),
    again: (sent, given, { pack, now }, retry) => ({
      card: correctionForm({ ...sent, pack }, now, marked(given, retry)),
    }),
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
  }),
  caseAction(sendFeedback, {
    where,
    does: ({ record }, { inputs: { clear, feedback: text } }, at) =>
      recordFeedback(record, clear ? { clear: clear === 'yes', text } : { text }, at),
    problems: { clear: 'Choose one of the two.', feedback: 'Say what was missing, so that it helps next time.' },
    again: ({ record }, _given, _at, retry) => ({ card: feedbackForm(record, retry) }),
  }),
  caseAction(toldByPhone, { where, does: ({ record }, _, at) => recordToldByPhone(record, at) }),
];

export const decision = {
  name: 'decision',
  actions,
  events,
  face,
  receipt: { first: ({ record, referral }) => (wasEverDecided(referral) ? whatNowBlocks(record, 150) : []) },
} satisfies Feature;
