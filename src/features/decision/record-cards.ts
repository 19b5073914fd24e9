import { decisionWords, managerCalled, traffickingWords } from '../../cards/decision-words.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Block, coloured, excerpt, fact, type Line, line, mixed, plain } from '../../cards/parts.ts';
import { type DecisionEntry, decisionEntries, decisionWordsOf } from '../../case/decision-record.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, type SubmittedReferral } from '../../case/state.ts';
import type { CaseEvent } from '../../history/events.ts';
import { assessmentOf, passesOn } from '../assessment/state.ts';
import { reaching } from './rules.ts';

type Decided = Extract<SubmittedReferral, { status: 'decided' }>;

/**
 * The decision as it stands, on the card of the case: the latest entry, and whether it corrects one.
 * @param caseContext what stands beside it: danger, and the phone call that came first
 * @param length how many characters of a text are shown where the whole would be too large
 */
export function decidedBlocks(record: CaseRecord, referral: Decided, caseContext: Line[], length: number): Block[] {
  const entry = decisionEntries(record.events).at(-1);
  const words = wordsOf(record, entry?.number ?? 1, (length < 50 ? 4 : 10) * length);
  const { correction, reopening } = referral;
  const again = reopening.kind === 'reopened' ? 'Decided again ' : 'Decided ';
  return [
    plain(
      [
        mixed('None', again, ['large', clockAndDay(referral.decidedAt)]),
        line(`By ${managerCalled(record, referral.decidedBy)} · ${referral.late ? 'LATE' : 'in time'}`),
        ...(correction.kind === 'corrected'
          ? [line(`CORRECTED ${clockAndDay(correction.at)} by ${managerCalled(record, correction.by)}`, 'bold')]
          : []),
        ...caseContext,
      ],
      'Small',
    ),
    coloured('good', [line(decisionWords[referral.decision], 'bold'), line(words.action, 'plain', 'Small')]),
    plain([...why(referral, words), ...fact('Referrer', referrerTold(record, referral)), ...toldReferrer(words)]),
  ];
}

/** What was decided before it was corrected or decided again, for whoever reads the whole case. */
export function earlierDecisions(record: CaseRecord, length: number): Block[] {
  const all = decisionEntries(record.events);
  const stands = referralOf(record.events).status === 'decided' ? undefined : all.at(-1); // until it is decided again
  return all
    .filter((entry) => entry === stands || entry !== all.at(-1))
    .map((entry) =>
      plain(entryLines(record, entry, length, entry === stands ? 'Stands until the new decision' : 'No longer holds')),
    );
}

function entryLines(record: CaseRecord, entry: DecisionEntry, length: number, how: string): Line[] {
  const words = wordsOf(record, entry.number, length);
  return [
    line(`${how}: decision of ${clockAndDay(entry.at)} by ${managerCalled(record, entry.by)}`, 'bold'),
    ...fact(decisionWords[entry.decision], words.action),
    ...why(entry, words),
    ...toldReferrer(words),
  ];
}

/** What was said beside what will be done, whether or not anything was said of it. */
const why = (said: Pick<DecisionEntry, 'trafficking' | 'protection' | 'police'>, words: Words): Line[] => [
  ...fact('Reasons', words.reasons),
  ...fact('Concern about trafficking', trafficking(said.trafficking)),
  ...fact('Immediate protection', yesNo(said.protection, words.protection)),
  ...fact('Police told', yesNo(said.police)),
];

const toldReferrer = ({ tell, action, doNow }: Words): Line[] => [
  ...(tell === action ? [] : fact('What the referrer is told', tell)),
  ...(doNow === '' ? [] : fact('What the referrer should do now', doNow)),
];

const nameOf = ({ facts }: CaseRecord, id: string): string => facts.names[id] ?? 'a colleague';

/** One entry of the decision record as a line in the thread, whole. */
export function decisionLines(record: CaseRecord, entry: DecisionEntry): Line[] {
  const words = decisionWordsOf(record.facts.texts, entry.number);
  const all = decisionEntries(record.events);
  const before = all.find(({ number }) => number === (entry.corrects ?? entry.number - 1));
  const said = ({ by, at }: DecisionEntry) => `${nameOf(record, by)} said at ${clockAndDay(at)}`;
  return [
    line(decisionWords[entry.decision], 'bold'),
    line(words.action),
    ...fact('Reasons', words.reasons),
    ...(entry.trafficking ? fact('Concern about trafficking', trafficking(entry.trafficking)) : []),
    ...(entry.protection === 'not-said' ? [] : fact('Immediate protection', yesNo(entry.protection, words.protection))),
    ...toldReferrer(words),
    ...(staysWithTeam(record.events, entry) ? [line('The case stays with the Assessment team.', 'bold')] : []),
    ...(before ? [line(`This is now what holds. What ${said(before)} does not hold any more.`)] : []),
    line(`${nameOf(record, entry.by)}, ${clockAndDay(entry.at)}`, 'small', 'Small'),
  ];
}

const isEntry = ({ type }: CaseEvent): boolean => type === 'DecisionRecorded' || type === 'DecisionCorrected';

/** The Assessment team had the case before this entry, which would not have passed it on: they keep it, and must know. */
function staysWithTeam(events: CaseEvent[], entry: DecisionEntry): boolean {
  const at = events.findIndex((event) => isEntry(event) && (('number' in event && event.number) || 1) === entry.number);
  return at >= 0 && !passesOn(entry) && assessmentOf(events.slice(0, at + 1)).passed.kind === 'yes';
}

/** Red: Teams does not reach the referrer, and the number to ring. Once somebody rang, who and when. @source Protocol 8.2; default A28 */
export function ringReferrer(record: CaseRecord, referral: SubmittedReferral): Block[] {
  const { ring, byPhone } = reaching(record);
  if (ring)
    return [
      coloured('attention', [
        line('The referrer was NOT REACHED in Teams. Please ring them:', 'bold'),
        line(ring.phone ?? 'They gave no number.', 'large'),
        line('Then press “I have told them”.'),
      ]),
    ];
  if (!byPhone || referral.status === 'decided') return []; // then it stands with the decision
  return [plain([line(rang(record, byPhone))])];
}

const rang = (record: CaseRecord, { by, at }: Pick<DecisionEntry, 'by' | 'at'>): string =>
  `Told by phone by ${nameOf(record, by)} at ${clockAndDay(at)}`;

/** Told only when the platform took the message, or somebody rang; otherwise the MASH must ring. */
function referrerTold(record: CaseRecord, { notice }: Decided): string {
  if (notice.kind === 'told') return `Told ${clockAndDay(notice.at)}`;
  const { ring, byPhone } = reaching(record);
  if (byPhone) return rang(record, byPhone);
  return ring ? 'NOT REACHED: please ring them, the number is below' : 'Not told yet: being sent';
}

type Words = ReturnType<typeof decisionWordsOf>;

function wordsOf({ facts }: CaseRecord, number: number, length: number): Words {
  const { action, reasons, tell, protection, doNow } = decisionWordsOf(facts.texts, number);
  const cut = (text: string) => excerpt(text, length);
  return {
    action: cut(action),
    reasons: cut(reasons),
    tell: cut(tell),
    protection: cut(protection),
    doNow: cut(doNow),
  };
}

const trafficking = (said: Decided['trafficking']): string => (said ? traffickingWords[said] : 'Not said');

const yesNo = (answer: 'yes' | 'no' | 'not-said', what = ''): string =>
  answer === 'not-said' ? 'Not said' : `${answer === 'yes' ? 'Yes' : 'No'}${what ? `: ${what}` : ''}`;
