import type { Instant } from '../../base/time.ts';
import { mashForm } from '../../cards/about-case.ts';
import { decisionWords, traffickingWords } from '../../cards/decided.ts';
import type { SentCase } from '../../cards/face.ts';
import {
  box,
  carerWarning,
  dropDown,
  type FormRetry,
  limit,
  limitWords,
  opens,
  protectionBox,
  text,
  twoBoxes,
  untouchedForm,
} from '../../cards/forms.ts';
import { inSixLines } from '../../cards/in-short.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Card, folded, type Input, mainButton, mixed, spacedLine } from '../../cards/parts.ts';
import { type DecisionEntry, decisionEntries, decisionWordsOf, doNowLimit } from '../../case/decision-record.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { decisionNumber } from '../../case/standing.ts';
import { warningInWords, warningsAt } from '../../draft/shown-when.ts';
import { confirmCorrection, confirmDecision } from './verbs.ts';

/**
 * The form for the manager's decision. It requires what will be done, and why.
 * @source Protocol 8.2
 */
export function decisionForm(sent: SentCase, now: Instant, again: FormRetry = untouchedForm): Card {
  const { record, referral, pack } = sent;
  const data = { case: record.id, attempt: again.attempt, revision: decisionNumber(referral) };
  const warnings = warningsAt(pack, 'decision', record.facts.answers).map(warningInWords);
  return mashForm(record.id, {
    summary: 'decision form',
    heading: referral.reopening ? 'Record the new decision' : 'Record the decision',
    says: [
      mixed('None', 'Due by ', ['bold', clockAndDay(referral.decisionDue)], '. Only you see this form.'),
      'The child’s welfare comes first.',
      inSixLines(sent, now),
    ],
    more: [carerWarning(record), folded('keep-in-mind', 'Keep in mind', warnings.map(spacedLine))],
    inputs: decisionInputs(again),
    send: mainButton(confirmDecision, 'Confirm decision', data),
  });
}

const itGoesOn = ': it goes to the Assessment team';

/** The boxes of the decision form and of the correction form. @source Protocol 8.2, 8.4 */
function decisionInputs(again: FormRetry): Input[] {
  const yesNo = { yes: 'Yes', no: 'No' };
  return [
    dropDown('decision', 'Decision (required)', decisionWords, again),
    text('action', 'What action? The referrer reads it (required)', again),
    twoBoxes(box('text', 'who', 'By whom?', again), box('text', 'when', 'By when?', again)),
    text('reasons', 'Reasons (required)', again),
    dropDown(
      'trafficking',
      'Concern about trafficking? (required)',
      { ...traffickingWords, yes: `Yes${itGoesOn}`, 'cannot-tell': `Cannot tell${itGoesOn}` },
      again,
    ),
    twoBoxes(
      dropDown('protection', 'Immediate protection?', yesNo, again),
      dropDown('police', 'Police told?', yesNo, again),
    ),
    ...opens([
      [[text('protection-what', `What protection? (${limit})`, again), protectionBox(again)], 'Protection'],
      [
        [
          text('tell', `What may the referrer be told? (${limit})`, again),
          text('do-now', `What should the referrer do now? (${limitWords(doNowLimit)})`, again),
        ],
        'For the referrer',
      ],
    ]),
  ];
}

/**
 * The decision form, filled in with the decision that holds now. Saving it makes a new entry; the old one stays as it
 * is.
 */
export function correctionForm(sent: SentCase, now: Instant, again?: FormRetry): Card {
  const { record } = sent;
  const current = decisionEntries(record.events).at(-1);
  if (!current) throw new Error(`case ${record.id} is not decided`);
  const filled = again ?? { ...untouchedForm, typed: asTyped(current, record) };
  const data = { case: record.id, attempt: filled.attempt, revision: current.number };
  const decided = `the decision of ${clockAndDay(current.at)} by ${staffName(record, current.by)}`;
  return mashForm(record.id, {
    summary: 'correct the decision',
    heading: 'Correct the decision',
    says: [
      `This corrects ${decided}. That one stays in the record.`,
      'The referrer gets a new notice. Only you see this form.',
      inSixLines(sent, now),
    ],
    more: carerWarning(record),
    inputs: decisionInputs(filled),
    send: mainButton(confirmCorrection, 'Confirm correction', data),
  });
}

/** The decision that holds now, as its form would have been filled in. */
function asTyped(entry: DecisionEntry, { facts }: CaseRecord): FormRetry['typed'] {
  const { action, who, when, reasons, tell, protection, doNow } = decisionWordsOf(facts.texts, entry.number);
  const chosen = (choice: string | undefined) => (choice === undefined || choice === 'not-said' ? '' : choice);
  return {
    decision: entry.decision,
    action,
    who,
    when,
    reasons,
    trafficking: chosen(entry.trafficking),
    protection: chosen(entry.protection),
    'protection-what': protection,
    police: chosen(entry.police),
    tell: tell === action ? '' : tell,
    'do-now': doNow,
  };
}
