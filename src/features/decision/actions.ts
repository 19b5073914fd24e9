import { mayDecide } from '../../case/commands.ts';
import { refusedBy, settled, shown } from '../../teams/mash.ts';
import type { ChannelAction } from '../../teams/stages.ts';
import { feedbackIn, giveFeedback, mayGiveFeedback, toldByPhone } from './after-decision.ts';
import { correctDecision } from './correct.ts';
import { correctionForm } from './correction-form.ts';
import { feedbackForm } from './feedback.ts';
import { decisionAgain, formAgain, readDecision } from './read-form.ts';

/** The decision form, filled in with what stands, for managers. */
const correct: ChannelAction = (record, referral, _tap, by, deps) => {
  const refusal = mayDecide(referral, by);
  if (refusal) return refusedBy(record, referral, refusal, deps);
  if (referral.status !== 'decided') return refusedBy(record, referral, { kind: 'not-decided' }, deps);
  return { result: { card: correctionForm(record) } };
};

const confirmCorrection: ChannelAction = (record, _referral, tap, by, deps) => {
  const { chosen, form } = readDecision(tap);
  const own = { events: record.events, texts: record.facts.texts };
  const outcome = correctDecision(own, form, tap.revision ?? 0, { by, now: deps.now() });
  const again = decisionAgain(tap, chosen, outcome);
  if (again) return { result: { card: correctionForm(record, again) } };
  if (outcome.kind === 'nothing-to-do')
    return { result: shown(record, deps, 'That is what stands already. Nothing new was recorded.') };
  return settled(record, outcome, by, deps);
};

const askFeedback: ChannelAction = (record, referral, _tap, by, deps) => {
  const refusal = mayGiveFeedback(record.events, by);
  if (refusal) return refusal.kind === 'own-referral' ? own : refusedBy(record, referral, refusal, deps);
  const given = feedbackIn(record.events);
  if (given) return refusedBy(record, referral, { kind: 'feedback-given', by: given.by }, deps);
  return { result: { card: feedbackForm(record) } };
};

const sendFeedback: ChannelAction = (record, _referral, tap, by, deps) => {
  const { clear, feedback = '' } = tap.inputs;
  const answer = clear === 'yes' ? { clear: true } : clear === 'no' ? { clear: false } : {};
  const outcome = giveFeedback(record, { ...answer, text: feedback.toWellFormed() }, { by, now: deps.now() });
  const again = formAgain(tap, outcome, {
    clear: 'Choose one of the two.',
    feedback: 'Say what was missing, so that it helps next time.',
  });
  if (again) return { result: { card: feedbackForm(record, again) } };
  if (outcome.kind === 'refused' && outcome.why.kind === 'own-referral') return own;
  return settled(record, outcome, by, deps);
};

const own = { result: { text: 'You made this referral, so a colleague must tell you.' } };

const haveTold: ChannelAction = (record, _referral, _tap, by, deps) =>
  settled(record, toldByPhone(record, { by, now: deps.now() }), by, deps);

/** What can be done about a decision after it was made. */
export const decisionActions = {
  correct,
  'confirm-correction': confirmCorrection,
  'give-feedback': askFeedback,
  'send-feedback': sendFeedback,
  'told-by-phone': haveTold,
} satisfies Record<string, ChannelAction>;
