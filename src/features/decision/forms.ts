import { decisionWords, traffickingWords } from '../../cards/decision-words.ts';
import { type Again, first, limit, notTold, text } from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import { button, type Card, type Input, input, line, mashCard, mixed, plain } from '../../cards/parts.ts';
import { show } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import { warningInWords, warningsAt } from '../../check/shown-when.ts';
import type { Pack } from '../../protocol/pack.ts';
import { confirmDecision } from './verbs.ts';

/** The manager's decision. What will be done and why must be said. @source Protocol 8.2; part 10 of the trace */
export function decisionForm(record: CaseRecord, referral: SubmittedReferral, pack: Pack, again: Again = first): Card {
  const data = { case: record.id, attempt: again.attempt };
  return mashCard({
    summary: `${record.id}: decision form`,
    top: [line(record.id, 'bold')],
    heading: 'Record the decision',
    blocks: [
      plain(
        [mixed('None', 'Due by ', ['bold', clockAndDay(referral.decisionDue)], '. Only you see this form.')],
        'Small',
      ),
      ...notTold(record),
      plain([
        line('The child’s welfare comes first. (§3)', 'small'),
        ...warningsAt(pack, 'decision', record.facts.answers).map((warning) => line(warningInWords(warning), 'small')),
      ]),
    ],
    inputs: decisionInputs(again),
    buttons: [
      button(confirmDecision, 'Confirm decision', data, { style: 'positive' }),
      button(show, 'Cancel', { case: record.id }, { inputs: 'none' }),
    ],
  });
}

/** What is asked of a decision and of a correction. @source Protocol 8.2, 8.4; part 10 of the trace */
export function decisionInputs(again: Again): Input[] {
  const choice = (field: string, label: string, words: Record<string, string>) =>
    input('one', `${field}__${again.attempt}`, label, {
      value: again.typed[field] ?? '',
      problem: again.problems[field] ?? '',
      choices: Object.entries(words).map(([value, title]) => ({ title, value })),
    });
  const yesNo = { yes: 'Yes', no: 'No' };
  return [
    choice('decision', 'Decision (required)', decisionWords),
    text('action', `What action will be taken? (required, ${limit})`, again),
    text('reasons', `Reasons (required, ${limit})`, again),
    choice('trafficking', 'Concern about trafficking? It is recorded; it decides nothing by itself', traffickingWords),
    choice('protection', 'Immediate protection needed?', yesNo),
    text('protection-what', `If yes: what protection? (${limit})`, again),
    choice('police', 'Police told?', yesNo),
    text('tell', `What may the referrer be told? Left empty, they get the action text (${limit})`, again),
  ];
}
