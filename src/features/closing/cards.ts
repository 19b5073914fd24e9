import { mashForm } from '../../cards/about-case.ts';
import type { Face, SentCase } from '../../cards/face.ts';
import {
  box,
  carerWarning,
  choice,
  type FormRetry,
  limit,
  limitWords,
  saveButton,
  text,
  untouchedForm,
} from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  type Block,
  button,
  type Card,
  coloured,
  excerpt,
  type Lines,
  line,
  plain,
  titledLines,
} from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import type { StillOpen } from '../../case/outcome.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import { type ClosingOutcome, type ClosingReason, closingText, type ToldOfClosing } from '../../history/decision.ts';
import type { EventOf } from '../../history/events.ts';
import { councilLimit, isConcerned } from './rules.ts';
import { closingOf, isClosed } from './state.ts';
import { closeCase, confirmClosing, confirmOpening, openAgain } from './verbs.ts';

const reasons: Record<ClosingReason, string> = {
  done: 'What was planned is done',
  'no-further-action': 'No further action',
  'other-team': 'Another team or area has taken it on',
  adult: 'Found to be an adult, passed on',
  same: 'The same as another referral',
};

/** @source Protocol 8.4 */
const outcomes: Record<ClosingOutcome, string> = {
  'child-in-need': 'Child in need services',
  'child-protection': 'Child protection procedures',
  'looked-after': 'Looked after by Children’s Services',
  none: 'No service needed',
  other: 'Another outcome: say it below',
};

const people: Record<ToldOfClosing, string> = {
  referrer: 'The referrer',
  child: 'The child',
  parent: 'A parent or carer',
  police: 'The police',
  nobody: 'Nobody yet',
};

/** What is still open, each with what to do about it. */
export const stillOpenWords: Record<StillOpen, string> = {
  missing: 'The child is missing. Who has seen them? Press “The child is safe”.',
  danger: 'The child may be in danger. Who has seen them? Press “The child is safe”.',
  protection: 'The child is in police protection. Say what follows it: More.',
  'leaves-sight': 'The child was to leave the referrer’s sight. Is the child safe? Press that.',
  news: 'News is not read. Press “I have read it”.',
  question: 'A question waits for its answer. Ring the referrer.',
  message: 'The referrer has not read a message. Ring them.',
  'not-told': 'The referrer does not know the decision. Ring them, and press “Told by phone”.',
  disagreement: 'A disagreement is open. Settle it first.',
  'not-taken-on': 'The Assessment team has not taken the case on.',
  task: 'A task is not done. Open Tasks, under More.',
  central: 'The central authority has not answered yet.',
};

/** The form to close a case, or what must end first. Only the manager who fills it in sees it. */
export function closingForm(record: CaseRecord, open: readonly StillOpen[], retry: FormRetry = untouchedForm): Card {
  if (open.length > 0)
    return mashForm(record.id, {
      summary: 'not closed',
      heading: 'It cannot be closed yet',
      says: ['This is still open:'],
      more: [
        coloured(
          'warning',
          open.map((each) => line(stillOpenWords[each])),
        ),
      ],
      send: undefined,
    });
  const { 'no-further-action': _, ...others } = reasons;
  return mashForm(record.id, {
    summary: 'close the case',
    heading: 'Close the case',
    says: [
      'Only you see this form. You can open the case again later.',
      isConcerned(record) && 'There is a concern about trafficking, so “No further action” is not offered.',
    ],
    more: carerWarning(record),
    inputs: [
      choice('reason', 'Why does it close? (required)', isConcerned(record) ? others : reasons, retry),
      choice('outcome', 'What came of it for the child? (required)', outcomes, retry),
      box('many', 'told', 'Who has been told? (required)', retry, {
        choices: Object.entries(people).map(([value, title]) => ({ title, value })),
      }),
      box('text', 'council', `Number in the council’s own system (required, ${limitWords(councilLimit)})`, retry),
      text('words', `One line for the record (${limit})`, retry),
    ],
    send: saveButton(confirmClosing, 'Close the case', record, retry),
  });
}

/** Asks a manager why a closed case is opened. */
export const openingForm = (record: CaseRecord, retry: FormRetry = untouchedForm): Card =>
  mashForm(record.id, {
    summary: 'open the case again',
    heading: 'Open the case again',
    says: ['No time starts by this. To decide again, press “Decide again”. Only you see this form.'],
    inputs: [text('reason', `Why? (required, ${limit})`, retry)],
    send: saveButton(confirmOpening, 'Open it again', record, retry),
  });

/** What a closing says, for the thread, the card and the file. */
export function closingLines(record: CaseRecord, event: EventOf<'CaseClosed'>, length?: number): Lines {
  const { number, reason, outcome, told } = event;
  const words = textIn(record, closingText.words(number));
  return [
    line(`${reasons[reason]} · ${outcomes[outcome].replace(/:.*/, '')}`),
    `Told: ${told.map((each) => people[each].toLowerCase()).join(', ')}`,
    `Number in the council’s system: ${textIn(record, closingText.council(number))}`,
    words && (length ? excerpt(words, length) : words),
    line(whoAndWhen(record, event), 'small'),
  ];
}

function closingBlocks({ record }: SentCase): Block[] {
  const { closed, opened } = closingOf(record.events) ?? {};
  if (!closed) return [];
  if (!opened) return [plain([line(`Closed ${clockAndDay(closed.at)}`, 'bold'), closingLines(record, closed, 200)])];
  const why = opened.type === 'CaseOpened' && textIn(record, closingText.opened(closed.number));
  return [
    plain([
      line(`Closed ${clockAndDay(closed.at)}, OPEN AGAIN since ${clockAndDay(opened.at)}`, 'bold'),
      why && titledLines('Why', excerpt(why, 200)),
    ]),
  ];
}

export const face: Face = {
  badges: ({ record }) => (isClosed(record.events) ? [{ text: 'CLOSED', style: 'Good' }] : []),
  blocks: closingBlocks,
  more: ({ record, referral }) => {
    if (referral.status !== 'decided') return [];
    return isClosed(record.events)
      ? [button(openAgain, 'Open it again', { case: record.id })]
      : [button(closeCase, 'Close the case', { case: record.id })];
  },
};
