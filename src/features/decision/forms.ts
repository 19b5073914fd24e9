import { decisionWords, traffickingWords } from '../../cards/decision-words.ts';
import { clockAndDay } from '../../cards/london.ts';
import { button, coloured, type Input, input, line, mixed, plain } from '../../cards/parts.ts';
import { type Block, type Card, mashCard } from '../../cards/template.ts';
import { textLimit } from '../../case/commands.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import { carerIsNotTold } from '../../check/consent.ts';
import { warningInWords, warningsAt } from '../../check/shown-when.ts';
import type { Pack } from '../../protocol/pack.ts';
import { limitWords } from '../wizard/form.ts';

/** What was typed in a form that must be shown again, and what is wrong with it. `attempt` gives the boxes new ids. */
export interface Again {
  attempt: number;
  typed: Record<string, string>;
  problems: Record<string, string>;
}
const first: Again = { attempt: 0, typed: {}, problems: {} };

/** That the carer was not told, on every form of the case. */
export function notTold(record: CaseRecord): Block[] {
  if (!carerIsNotTold(record.facts.answers)) return [];
  return [coloured('warning', [line('CARER NOT TOLD', 'bold'), line('Do not contact the parent or carer.')])];
}

/** The question to the referrer, written by one person of the MASH; nobody else sees this form. */
export function askForm(record: CaseRecord, again: Again = first): Card {
  const data = { case: record.id, attempt: again.attempt };
  return mashCard({
    summary: `${record.id}: a question to the referrer`,
    top: [line(record.id, 'bold')],
    heading: 'Ask the referrer',
    headingSize: 'Large',
    badges: [],
    blocks: [
      plain([line('It goes to their own chat. The answer comes back here. Only you see this form.')], 'Small'),
      ...notTold(record),
    ],
    inputs: [text('question', `Your question (required, ${limit})`, again)],
    buttons: [
      button('Send question', 'send-question', data, { style: 'positive' }),
      button('Cancel', 'show', { case: record.id }, { inputs: 'none' }),
    ],
  });
}

/** The manager's decision. What will be done and why must be said. @source Protocol 8.2; part 10 of the trace */
export function decisionForm(record: CaseRecord, referral: SubmittedReferral, pack: Pack, again: Again = first): Card {
  const data = { case: record.id, attempt: again.attempt };
  return mashCard({
    summary: `${record.id}: decision form`,
    top: [line(record.id, 'bold')],
    heading: 'Record the decision',
    headingSize: 'Large',
    badges: [],
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
      button('Confirm decision', 'confirm-decision', data, { style: 'positive' }),
      button('Cancel', 'show', { case: record.id }, { inputs: 'none' }),
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

const limit = limitWords(textLimit);

function text(field: string, label: string, again: Again) {
  return input('text', `${field}__${again.attempt}`, label, {
    multiline: true,
    value: again.typed[field] ?? '',
    problem: again.problems[field] ?? '',
  });
}
