import { oncePer } from '../base/once-per.ts';
import type { Texts } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import { type CaseRecord, textIn } from '../case/record.ts';
import { ofAnother, saidIn } from '../case/said.ts';
import { type Carer, carerOf, isControlled, mustNotTellCarer, type OfCarer, ofCarer } from '../draft/consent.ts';
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
const ofWords: Record<OfCarer, string> = {
  knows: 'THE CARER MAY KNOW',
  not: 'THE CARER MAY NOT KNOW',
  some: 'READ WHAT THE CARER MAY KNOW',
  here: 'READ WHAT THE CARER MAY KNOW',
};
const askFirst = 'Ask the referrer what they know before anybody speaks to them.';

const howTheyKnow: Record<Extract<Carer, { knows: 'yes' }>['how'], string> = {
  agreed: 'The parent or carer agreed.',
  refused: 'The parent or carer was asked and said no.',
  told: 'The referrer told the parent or carer.',
  'told-by-others': 'Somebody else told the parent or carer.',
};

const moved = 'The child could now be moved, or told what to say.';
const socialWorker = 'Ask the child’s social worker who may be spoken to.';

/**
 * The banner of a case, for the MASH and on paper. If the child is in care, it says so as well, never instead. What stands only in
 * their words is quoted.
 * @source Protocol 8.1, 10.1, 11
 */
export function carerBanner(answers: Answers): CarerBanner {
  const carer = carerOf(answers);
  const inCare = isInCare(answers);
  const hasAgreed = carer.knows === 'yes' && carer.how === 'agreed';
  const couldBeMoved = hasAgreed && isControlled(answers);
  const said = carerInWorry(answers);
  return {
    title: `${said ? ofWords[said.is] : titles[carer.knows]}${inCare ? ' · CHILD IN CARE' : ''}`,
    lines: shown<string>([
      said && `They wrote before sending: “${said.words}”`,
      said ? whatFollows[said.is] : carerLines(carer),
      couldBeMoved && moved,
      inCare && [socialWorker, 'Do not write or say where the child lives.'],
    ]),
    calm: hasAgreed && !couldBeMoved && !inCare,
  };
}

/** What they told of it before sending, where no answer says it. That a carer is there says nothing yet. */
function carerInWorry(answers: Answers) {
  const carer = carerOf(answers);
  const said =
    carer.knows === 'not-known' && !carer.saidNo && ofCarer((answers.values.worry ?? '').replace(/[“”]/g, ''));
  return said && said.is !== 'here' ? said : undefined;
}

const carersSaid = oncePer((events: CaseRecord['events'], texts: Texts) =>
  saidIn(events).flatMap((each) => {
    const said = ofAnother(events, each.name) ? undefined : ofCarer(texts[each.name] ?? '');
    return said ? [{ ...each, is: said.is }] : [];
  }),
);
interface Told {
  events?: CaseRecord['events'];
  facts: { answers: Answers; texts?: Texts };
}
/** What they wrote of it since, the newest first, each kind once. That a carer is there takes nothing back. */
function carerSaid({ events = [], facts: { texts = {}, answers } }: Told) {
  const { knows } = carerOf(answers);
  const all = mustNotTellCarer(answers) ? carersSaid(events, texts).toReversed() : [];
  const told = all.filter(({ is }) => !(is === 'not' && knows === 'no'));
  const newest = told.filter((each, at) => told.findIndex(({ is }) => is === each.is) === at);
  return newest.toSorted((one, other) => Number(one.is === 'here') - Number(other.is === 'here'));
}

/** The title, after what they wrote since. */
export function carerTitle(record: CaseRecord): string {
  const [said] = carerSaid(record);
  return said ? ofWords[said.is] : carerBanner(record.facts.answers).title;
}

/** The title, below what the referrer wrote since of what the carer knows: that is a report, and changes no answer. */
export function carerTitleLines(record: CaseRecord, { title, lines }: CarerBanner): Lines {
  const [last, ...before] = carerSaid(record);
  if (!last) return [line(title, 'bold'), lines];
  const when = (said: typeof last) => `${clockAndDay(said.at)}${saidSince(record, said.name)}`;
  const quoted = (said: typeof last) => withRight(record, said.name, excerpt(textIn(record, said.name)), 'bold');
  const isUnknown = title.startsWith(titles['not-known']);
  return [
    line(
      `${ofWords[last.is]}${last.is === 'knows' ? ' NOW' : ''}. The referrer wrote, ${when(last)}`,
      'small',
      'Small',
    ),
    quoted(last),
    last.is === 'knows' ? moved : whatFollows[last.is],
    before.map((each) => [line(`They also wrote, ${when(each)}`, 'small'), quoted(each)]),
    !isUnknown && line(`Before that: ${title}`, 'bold'),
    lines.map((each) => (each === asNotTold ? last.is === 'knows' && doNot : each)),
  ];
}

const doNot = 'Do not contact the parent or carer.';
const asNotTold = 'Treat them as not told: do not contact them.';
const whatFollows: Record<OfCarer, string[]> = {
  knows: [moved, doNot],
  not: [asNotTold],
  some: [askFirst],
  here: [askFirst],
};
function carerLines(carer: Carer): string[] {
  if (carer.knows === 'not-known')
    return carer.saidNo
      ? ['They said no. It is not known who was asked: the carer may know.', moved, doNot]
      : [asNotTold];
  if (carer.knows === 'no') return [doNot];
  if (carer.how === 'agreed') return [howTheyKnow.agreed];
  return [howTheyKnow[carer.how], moved, 'Only one of us speaks to them next: agree who.'];
}

/** The reminder for the referrer. It is empty if there is nothing to watch. @param said what they wrote of the carer since */
export function carerReminder(answers: Answers, said?: { is: OfCarer; at: Instant }): string[] {
  const carer = carerOf(answers);
  const { is, at } = said ?? { is: carerInWorry(answers)?.is, at: undefined };
  const wrote = at ? `You wrote at ${clockAndDay(at)}` : 'You wrote';
  if (is)
    return shown<string>([
      is === 'not' && `${wrote} that the parent or carer may not know. Please do not tell them.`,
      is === 'knows' && `${wrote} that the parent or carer may know. ${moved} Tell them nothing more.`,
      ['some', 'here'].includes(is) &&
        `${wrote} of the parent or carer. What do they know? Type it. Tell them nothing more.`,
      is !== 'not' && 'In danger, you or the child? Ring 999.',
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
  const lines = carerReminder(record.facts.answers, carerSaid(record)[0]).map((each) => line(each, 'bold'));
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
