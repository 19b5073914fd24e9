import { type DecisionEntry, decisionEntries, decisionWordsOf } from '../case/decision-record.ts';
import { type CaseRecord, staffName } from '../case/record.ts';
import { referrerReach } from '../case/referrer-reach.ts';
import { referralOf, type SubmittedReferral } from '../case/state.ts';
import type { DecisionKind, Trafficking } from '../history/decision.ts';
import { behind } from './fitted.ts';
import { clockAndDay } from './london.ts';
import {
  type Block,
  coloured,
  excerpt,
  folded,
  type Line,
  type Lines,
  line,
  mixed,
  plain,
  spacedLine,
  titledLines,
} from './parts.ts';
import { numberToRing } from './who-refers.ts';

type Decided = Extract<SubmittedReferral, { status: 'decided' }>;

/**
 * The decision that holds now, on the case card: the latest entry, and whether it corrects an earlier one.
 * @param extraLines lines to show with it: when the child leaves, danger, and a phone call about the case
 * @param length how long the other texts of the card may be. The action may have three times as many characters; the
 *   folded texts 10 times as many, or 4 times when `length` is below 50
 */
export function decidedBlocks(record: CaseRecord, referral: Decided, extraLines: Lines, length: number): Block[] {
  const entry = decisionEntries(record.events).at(-1);
  const words = wordsOf(record, entry?.number ?? 1, (length < 50 ? 4 : 10) * length);
  const { correction, reopening } = referral;
  const again = reopening ? 'Decided again ' : 'Decided ';
  return [
    plain(
      [
        mixed('None', again, ['large', clockAndDay(referral.decidedAt)]),
        `By ${managerNameAndRole(record, referral.decidedBy)} · ${referral.late ? 'LATE' : 'in time'}`,
        correction &&
          line(`CORRECTED ${clockAndDay(correction.at)} by ${managerNameAndRole(record, correction.by)}`, 'bold'),
        extraLines,
      ],
      'Small',
    ),
    coloured('good', [
      line(decisionWords[referral.decision], 'bold'),
      spacedLine(excerpt(words.action, 3 * length)),
      whoDoesIt(words),
    ]),
    plain(behind(2, titledLines('Referrer', referrerToldWords(record, referral)))),
    ...folded('decision', 'The whole decision', [
      words.action.length > 3 * length && titledLines('Action', words.action),
      reasonLines(referral, words),
      tellReferrerLines(words),
    ]),
  ];
}

/** Earlier decisions that were corrected or decided again, for a reader of the whole case. */
export function earlierDecisions(record: CaseRecord, length: number): Block[] {
  const all = decisionEntries(record.events);
  const isDecided = referralOf(record.events).status === 'decided';
  return (isDecided ? all.slice(0, -1) : all).map((entry) => {
    const words = wordsOf(record, entry.number, length);
    // While the MASH is deciding again, the last decision still holds.
    const status = !isDecided && entry === all.at(-1) ? 'Stands until the new decision' : 'No longer holds';
    return plain([
      line(`${status}: decision of ${clockAndDay(entry.at)} by ${managerNameAndRole(record, entry.by)}`, 'bold'),
      titledLines(decisionWords[entry.decision], words.action),
      reasonLines(entry, words),
      tellReferrerLines(words),
    ]);
  });
}

/** The reasons and the other answers of a decision. What was not said is named once. */
function reasonLines(entry: Pick<DecisionEntry, 'trafficking' | 'protection' | 'police'>, words: Words): Line[] {
  const answers = Object.entries({
    'Concern about trafficking': traffickingAnswer(entry.trafficking),
    'Immediate protection': yesNoAnswer(entry.protection, words.protection),
    'Police told': yesNoAnswer(entry.police),
  });
  const left = answers.filter(([, answer]) => answer === notSaid).map(([title]) => title);
  return [
    ...titledLines('Reasons', words.reasons),
    ...answers.flatMap(([title, answer]) => (answer === notSaid ? [] : titledLines(title, answer))),
    ...(left.length > 0 ? titledLines(notSaid, left.join(' · ')) : []),
  ];
}

/** “By Sue Marsh, by Friday”: who does what was decided, and by when, as far as it was said. */
export const whoDoesIt = ({ who, when }: Pick<Words, 'who' | 'when'>): string =>
  [who && `By whom: ${who}`, when && `By when: ${when}`].filter(Boolean).join(' · ');

export const tellReferrerLines = ({ tell, action, doNow }: Words): Lines => [
  tell !== action && titledLines('What the referrer is told', tell),
  doNow !== '' && titledLines('What the referrer should do now', doNow),
];

/** The decision that still holds while the MASH is deciding again, on the case card. */
export function reopenedBlocks(record: CaseRecord, { reopening }: SubmittedReferral, length: number): Block[] {
  const current = decisionEntries(record.events).at(-1);
  if (!reopening || !current) return [];
  const { action } = decisionWordsOf(record.facts.texts, current.number);
  return [
    coloured('warning', [
      line(`DECIDING AGAIN since ${clockAndDay(reopening.at)}, by ${managerNameAndRole(record, reopening.by)}`, 'bold'),
      behind(2, [
        `Until then this stands. Decided ${clockAndDay(current.at)}: ${decisionWords[current.decision]}`,
        excerpt(action, 3 * length),
      ]),
    ]),
  ];
}

/**
 * A red block: the referrer was not reached in Teams, and the number to ring. Once somebody has rung, it says who rang
 * and when.
 * @source Protocol 8.2
 */
export function ringReferrerBlocks(record: CaseRecord, referral: SubmittedReferral): Block[] {
  const { ring, byPhone } = referrerReach(record);
  if (ring)
    return [
      coloured('attention', [
        line('The referrer was NOT REACHED in Teams. Please ring them:', 'bold'),
        numberToRing(record, ring.phone, 'They gave no number.'),
        'Then press “I have told them”.',
      ]),
    ];
  if (!byPhone || referral.status === 'decided') return []; // the decision block already says so
  return [plain([toldByPhoneWords(record, byPhone)])];
}

const toldByPhoneWords = (record: CaseRecord, { by, at }: Pick<DecisionEntry, 'by' | 'at'>) =>
  `Told by phone by ${staffName(record, by)} at ${clockAndDay(at)}`;

/** Says “Sent” only if Teams accepted the message, and “Told” only if somebody rang. If the message failed, the MASH must ring. */
function referrerToldWords(record: CaseRecord, { toldAt }: Decided) {
  if (toldAt) return `Sent to them ${clockAndDay(toldAt)}`;
  const { ring, byPhone } = referrerReach(record);
  if (byPhone) return toldByPhoneWords(record, byPhone);
  return ring ? 'NOT REACHED: please ring them, the number is below' : 'Not told yet: being sent';
}

type Words = ReturnType<typeof decisionWordsOf>;
const notSaid = 'Not said';

function wordsOf({ facts }: CaseRecord, number: number, length: number): Words {
  const whole = Object.entries(decisionWordsOf(facts.texts, number));
  return Object.fromEntries(whole.map(([name, text]) => [name, excerpt(text, length)])) as Words;
}

export const traffickingAnswer = (answer: Decided['trafficking']): string =>
  answer ? traffickingWords[answer] : notSaid;

export const yesNoAnswer = (answer: 'yes' | 'no' | 'not-said', detail = ''): string =>
  answer === 'not-said' ? notSaid : `${answer === 'yes' ? 'Yes' : 'No'}${detail ? `: ${detail}` : ''}`;

/** The choices of the decision form, in their order on the form. @source Protocol 8.2, 8.4 */
export const decisionWords: Record<DecisionKind, string> = {
  assessment: 'Concerns about trafficking: pass to the Assessment team',
  'child-protection': 'Child protection: strategy discussion',
  immediate: 'Act at once, for example an Emergency Protection Order',
  'child-in-need': 'Child in need',
  'early-help': 'Early help by another service',
  'no-further-action': 'No further action',
  other: 'Other action',
};

export const traffickingWords: Record<Trafficking, string> = { yes: 'Yes', no: 'No', 'cannot-tell': 'Cannot tell' };

/** "Mo Hussain, MASH manager". The role is not repeated if the name in Teams already holds it. */
export function managerNameAndRole({ facts }: CaseRecord, id: string): string {
  const name = facts.names[id];
  if (!name) return 'a MASH manager';
  return /mash manager/i.test(name) ? name : `${name}, MASH manager`;
}
