import { longDay, plus } from '../base/time.ts';
import { calledAt, isGone, type Missing, type Phoned, phonedIn } from '../case/along.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral, UnsentReferral } from '../case/state.ts';
import { isProtected } from '../case/urgent.ts';
import { type Answers, answerTo } from '../check/draft.ts';
import { isInCare } from '../check/in-care.ts';
import { namesPolice } from '../check/typed-police.ts';
import { textOf } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import { carerBanner } from './carer.ts';
import { clockAndDay } from './london.ts';
import { type Block, coloured, excerpt, type Line, line, plain } from './parts.ts';

/** Amber: whether the carer knows and who must not, and what was said in doubt. */
export function care(record: CaseRecord, referral: SubmittedReferral): Block[] {
  const { answers } = record.facts;
  const banner = carerBanner(answers);
  const lines = [line(banner.title, 'bold'), ...banner.lines.map((each) => line(each))];
  const unsure = answers.values.consent === 'unsure' || answers.values.consent === 'unsure-asked';
  if (unsure && referral.status !== 'decided') {
    lines.push(line('The referrer is unsure about consent: please advise.', 'bold', 'Small'));
  }
  const unsafe = interpreterInDoubt(answers);
  if (unsafe) lines.push(line(unsafe, 'bold', 'Small'));
  return [coloured('warning', lines)];
}

/**
 * Where the child is and with whom, as the referrer said when they sent it. Once the child is missing that is no longer so.
 * @param length how much of each text is shown
 */
export function childNow({ facts: { answers } }: CaseRecord, referral: SubmittedReferral, length = 200): Block[] {
  const said = (words: string, id: string): Line[] => {
    const answer = answerTo(answers, id);
    return answer ? [line(`${words}: ${excerpt(answer, length)}`)] : [];
  };
  const stillIn = answerTo(answers, 'still-in');
  const contact = timeIn(answers, 'last-contact');
  const lines = [
    ...said('Child is with', 'with'),
    ...said(isInCare(answers) ? 'Safe where they are' : 'Where now', 'whereabouts'),
    ...(stillIn === 'yes' || stillIn === 'no' ? [line(`Still in the situation: ${stillIn}`)] : []),
    ...(contact ? [line(`Last in contact with the people of concern: ${contact}`)] : []),
  ];
  const before = isGone(referral)
    ? [line(`Before the child went missing, said ${clockAndDay(referral.submittedAt)}`, 'bold')]
    : [];
  return lines.length > 0 ? [plain([...before, ...lines])] : [];
}

/** That the police hold the child safe, and since when. @source Protocol 6.7 */
export function protectionLines({ facts: { answers } }: CaseRecord): Line[] {
  const since = timeIn(answers, 'protection-when');
  return since && isProtected(answers) ? [line(`In police protection since: ${since}`, 'bold')] : [];
}

/** A time as it was read, or in the words that could not be read: "1 hour ago" would not be true for long. */
function timeIn(answers: Answers, field: string): string | undefined {
  const reading = answers.readings[field];
  if (reading?.at) return clockAndDay(reading.at);
  return reading?.day ? longDay(reading.day) : answerTo(answers, field);
}

/** What the child is said to have told may not be safe, when who interpreted is connected with them or not accredited. @source Protocol 9 */
function interpreterInDoubt({ values }: Answers): string | undefined {
  if (values['interpreter-connected'] === 'yes')
    return 'Interpreter CONNECTED with the child or carer: what was said may not be safe.';
  const doubtful = values.interpreter === 'not-accredited' || values.interpreter === 'unsure';
  return doubtful ? 'Interpreter not known to be accredited: what was said may not be safe.' : undefined;
}

/**
 * Red: the referrer says that the child is missing, and whether the police know; or that they are found.
 * @param length how much of their words is shown
 * @source Protocol 10.2
 */
export function missingLines(
  record: CaseRecord,
  { missing, finding }: SubmittedReferral | UnsentReferral,
  length = 300,
): Block[] {
  const last = missing.at(-1);
  if (!last) return [];
  const { texts } = record.facts;
  const since = `said ${clockAndDay(missing[0]?.at ?? last.at)}`;
  if (finding.kind === 'found') {
    const words = texts[textOf.found(finding.number)];
    return [
      coloured('emphasis', [
        line(`Said to be FOUND, ${clockAndDay(finding.at)}`, 'large'),
        line(`Was missing, ${since}`),
        ...(words ? [line(`Their words: ${excerpt(words, length)}`)] : []),
      ]),
    ];
  }
  const words = missing.toReversed().flatMap(({ number, byMash }) => {
    const said = texts[textOf.missing(number)];
    return said ? [`${byMash ? 'Words of the MASH' : 'Their words'}: ${excerpt(said, length)}`] : [];
  });
  return [
    coloured('attention', [
      line(`CHILD MISSING, ${since}`, 'large'),
      line(policeSaid(missing, texts)),
      ...words.slice(0, 3).map((each) => line(each)),
      ...(words.length > 3 ? [line('Earlier words stand in the thread.')] : []),
    ]),
  ];
}

/** Who said that the child is missing. */
export const whoSays = ({ byMash = false }: { byMash?: boolean }) => (byMash ? 'the MASH' : 'the referrer');

/** What the referrer, or the MASH, says of telling the police. @param words what they wrote: where it names the police, it says more */
export function policeWords(
  police: 'yes' | 'no' | 'not-said',
  who: ReturnType<typeof whoSays> = 'the referrer',
  words = '',
): string {
  if (police === 'yes') return `The police were told, says ${who}.`;
  if (police === 'no') return `The police were not told yet, says ${who}.`;
  if (namesPolice(words))
    return `Do the police know? See ${who === 'the MASH' ? 'the words of the MASH' : 'their words'}.`;
  return `${who === 'the MASH' ? 'The MASH' : 'The referrer'} has not said whether the police know.`;
}

/** The same of all that was said of a missing child since they were last found: that the police were told, else the last of it. */
export function policeSaid(missing: Missing[], texts: Record<string, string>): string {
  const words = ({ number }: Missing) => texts[textOf.missing(number)] ?? '';
  const last = missing.at(-1);
  const named = last?.police === 'not-said' ? missing.findLast((each) => namesPolice(words(each))) : undefined;
  const told = missing.findLast(({ police }) => police === 'yes') ?? named ?? last;
  return policeWords(told?.police ?? 'not-said', whoSays(told ?? {}), told && words(told));
}

/** The call that came first, and whether the written referral followed in time. @source Protocol 8.2 */
export function phonedFirst(referral: SubmittedReferral, pack: Pack): Line[] {
  const { submittedAt } = referral;
  const phoned = phonedIn(referral);
  if (phoned) return byPhone(phoned);
  const called = calledAt(referral);
  if (!called) return [];
  const { within } = pack.clocks.writtenConfirmation;
  const inTime = submittedAt <= plus(called, within);
  return [
    line(`Phoned first, ${clockAndDay(called)}`),
    ...(inTime ? [] : [line(`In writing ${clockAndDay(submittedAt)}: LATE, due within 48 hours of the call`)]),
  ];
}

/** A telephone referral that the MASH wrote down: it has to come in writing, too. */
function byPhone(call: Phoned): Line[] {
  const rang = line(`By phone, ${clockAndDay(call.calledAt)}`);
  const due = clockAndDay(call.writtenDue);
  if (call.kind === 'phoned')
    return [rang, line(`NOT IN WRITING YET, ${call.toldOverdue ? 'OVERDUE since' : 'due by'} ${due}`, 'bold')];
  const late = call.writtenAt > call.writtenDue ? ': LATE, due within 48 hours of the call' : '';
  return [rang, line(`In writing ${clockAndDay(call.writtenAt)}${late}`)];
}
