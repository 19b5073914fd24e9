import { carerIsNotTold } from '../check/consent.ts';
import { warningInWords, warningsAt } from '../check/shown-when.ts';
import type { Pack } from '../protocol/pack.ts';
import type { CaseRecord } from '../referral/case.ts';
import { textLimit } from '../referral/commands.ts';
import type { SubmittedReferral } from '../referral/state.ts';
import { limitWords } from './form.ts';
import { clockAndDay } from './london.ts';
import { decisionWords } from './mash-case.ts';
import { button, coloured, input, line, mixed, plain } from './parts.ts';
import { type Block, type Card, mashCard } from './template.ts';

/** What was typed in a form that must be shown again, and what is wrong with it. `attempt` gives the boxes new ids. */
export interface Again {
  attempt: number;
  typed: Record<string, string>;
  problems: Record<string, string>;
}
const first: Again = { attempt: 0, typed: {}, problems: {} };

function notTold(record: CaseRecord): Block[] {
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
  const id = (field: string) => `${field}__${again.attempt}`;
  const value = (field: string) => again.typed[field] ?? '';
  const yesNo = [
    { title: 'Yes', value: 'yes' },
    { title: 'No', value: 'no' },
  ];
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
    inputs: [
      input('one', id('decision'), 'Decision (required)', {
        value: value('decision'),
        problem: again.problems.decision ?? '',
        choices: Object.entries(decisionWords).map(([key, title]) => ({ title, value: key })),
      }),
      text('action', `What action will be taken? (required, ${limit})`, again),
      text('reasons', `Reasons (required, ${limit})`, again),
      input('one', id('protection'), 'Immediate protection needed?', { choices: yesNo, value: value('protection') }),
      text('protection-what', `If yes: what protection? (${limit})`, again),
      input('one', id('police'), 'Police told?', { choices: yesNo, value: value('police') }),
      text('tell', `What may the referrer be told? Left empty, they get the action text (${limit})`, again),
    ],
    buttons: [
      button('Confirm decision', 'confirm-decision', data, { style: 'positive' }),
      button('Cancel', 'show', { case: record.id }, { inputs: 'none' }),
    ],
  });
}

const limit = limitWords(textLimit);

function text(field: string, label: string, again: Again) {
  return input('text', `${field}__${again.attempt}`, label, {
    multiline: true,
    value: again.typed[field] ?? '',
    problem: again.problems[field] ?? '',
  });
}
