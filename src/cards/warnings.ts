import { oncePer } from '../base/once-per.ts';
import type { Texts } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import { type CaseRecord, textIn } from '../case/record.ts';
import { ofAnother, saidIn } from '../case/said.ts';
import { type Carer, carerOf, isControlled, saysCarerKnows } from '../draft/consent.ts';
import type { Answers } from '../draft/draft.ts';
import { isInCare } from '../draft/fields.ts';
import { warningInWords, warningsAt } from '../draft/shown-when.ts';
import type { Pack, WarningPlace } from '../protocol/pack.ts';
import { saidSince, withRight } from './added.ts';
import { clockAndDay } from './london.ts';
import { type Block, coloured, excerpt, type Line, type Lines, line, shown, spacedLine } from './parts.ts';

/**
 * What staff must know about the parent or carer before they act. `calm`: the carer agreed, nothing suggests that
 * adults control the child, and the child is not in care.
 */
interface CarerBanner {
  title: string;
  lines: string[];
  calm: boolean;
}

const titles = { no: 'CARER NOT TOLD', 'not-known': 'NOT KNOWN IF THE CARER KNOWS', yes: 'CARER KNOWS' };

const howTheyKnow: Record<Extract<Carer, { knows: 'yes' }>['how'], string> = {
  agreed: 'The parent or carer agreed.',
  refused: 'The parent or carer was asked and said no.',
  told: 'The referrer told the parent or carer.',
  'told-by-others': 'Somebody else told the parent or carer.',
};

const moved = 'The child could now be moved, or told what to say.';
const socialWorker = 'Ask the child’s social worker who may be spoken to.';

/**
 * The banner of a case, for the MASH and on paper. If the child is in care, it says so as well, never instead.
 * @source Protocol 8.1, 10.1, 11
 */
export function carerBanner(answers: Answers): CarerBanner {
  const carer = carerOf(answers);
  const inCare = isInCare(answers);
  const hasAgreed = carer.knows === 'yes' && carer.how === 'agreed';
  const couldBeMoved = hasAgreed && isControlled(answers);
  return {
    title: `${titles[carer.knows]}${inCare ? ' · CHILD IN CARE' : ''}`,
    lines: shown<string>([
      carerLines(carer),
      couldBeMoved && moved,
      inCare && [socialWorker, 'Do not write or say where the child lives.'],
    ]),
    calm: hasAgreed && !couldBeMoved && !inCare,
  };
}

const ofCarer = oncePer((events: CaseRecord['events'], texts: Texts, answers: Answers) =>
  saidIn(events).findLast(({ name }) => !ofAnother(events, name) && saysCarerKnows(texts[name] ?? '', answers)),
);
interface Told {
  events?: CaseRecord['events'];
  facts: { answers: Answers; texts?: Texts };
}
/** The last words after sending by which the carer may know. */
const carerSaid = ({ events = [], facts: { texts = {}, answers } }: Told) => ofCarer(events, texts, answers);

/** The title, below what the referrer wrote since that may mean that the carer knows: that is a report, and changes no answer. */
export function carerTitleLines(record: CaseRecord, { title, lines }: CarerBanner): Lines {
  const said = carerSaid(record);
  if (!said) return [line(title, 'bold'), lines];
  return [
    line(
      `THE CARER MAY KNOW NOW. The referrer wrote, ${clockAndDay(said.at)}${saidSince(record, said.name)}`,
      'small',
      'Small',
    ),
    withRight(record, said.name, excerpt(textIn(record, said.name)), 'bold'),
    moved,
    line(`Before that: ${title}`, 'bold'),
    lines.map((each) => (each === asNotTold ? doNot : each)),
  ];
}

const doNot = 'Do not contact the parent or carer.';
const asNotTold = 'Treat them as not told: do not contact them.';
function carerLines(carer: Carer): string[] {
  if (carer.knows === 'not-known')
    return carer.saidNo
      ? ['They said no. It is not known who was asked: the carer may know.', moved, doNot]
      : [asNotTold];
  if (carer.knows === 'no') return [doNot];
  if (carer.how === 'agreed') return [howTheyKnow.agreed];
  return [howTheyKnow[carer.how], moved, 'Only one of us speaks to them next: agree who.'];
}

/** The reminder for the referrer. It is empty if there is nothing to watch. @param said when they wrote that the carer may know */
export function carerReminder(answers: Answers, said?: Instant): string[] {
  const carer = carerOf(answers);
  if (said)
    return shown<string>([
      `You wrote at ${clockAndDay(said)} that the parent or carer may know. ${moved} Tell them nothing more.`,
      'In danger, you or the child? Ring 999.',
      isInCare(answers) && socialWorker,
    ]);
  return shown<string>([
    carer.knows === 'no' && 'The parent or carer has NOT been told. Please do not tell them.',
    carer.knows === 'not-known' &&
      !carer.saidNo &&
      'It is not known if the parent or carer knows. Please do not tell them.',
    (carer.knows === 'yes'
      ? carer.how !== 'agreed' || isControlled(answers)
      : carer.knows === 'not-known' && carer.saidNo) && [
      `The parent or carer ${carer.knows === 'yes' ? 'knows' : 'may know'}. ${moved}`,
      'If anything changes, tell the MASH at once.',
    ],
    isInCare(answers) && socialWorker,
  ]);
}

/**
 * The reminder about the parent or carer, for every card of the case that the referrer sees.
 * @source Protocol 8.1, 11
 */
export function carerBlock(record: Told, spacing: Block['spacing'] = 'Medium'): Block[] {
  const lines = carerReminder(record.facts.answers, carerSaid(record)?.at).map((each) => line(each, 'bold'));
  return [coloured('warning', lines, spacing)];
}

/** The protocol's warnings for this place, as lines of a card. */
export const warningLines = (pack: Pack, place: WarningPlace, answers: Answers): Line[] =>
  warningsAt(pack, place, answers).map((warning) => spacedLine(warningInWords(warning)));

const practiceNotice = 'PRACTICE · a made-up child. Nothing is sent.';

/** The line on top of every card of a practice case. */
export const practiceLine = ({ practice }: { practice?: boolean | undefined }): Lines => [
  practice && line(practiceNotice, 'bold'),
];

/** The notice for plain text messages about a practice case. */
export const practiceWords = ({ practice }: { practice?: boolean | undefined }): string =>
  practice ? practiceNotice : '';
