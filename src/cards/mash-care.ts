import type { Texts } from '../base/texts.ts';
import { type Instant, longDay, plus } from '../base/time.ts';
import { protectionEnd, protectionOf, protectionOver } from '../case/protection.ts';
import { behindPress, type CaseRecord, staffName, textIn } from '../case/record.ts';
import { isChildMissing, latestReports, type Missing } from '../case/referral.ts';
import { ofAnother, rungSaid, saidIn } from '../case/said.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { answersSaid, answersSayDanger, dangerTakenBack, missingAgain, saidBack } from '../case/urgent.ts';
import { type Answers, answerTo } from '../draft/draft.ts';
import { isInCare } from '../draft/fields.ts';
import { sinceIn } from '../draft/missing-words.ts';
import { mayBeOfPolice, type ProtectionParts, policeLog } from '../draft/typed-police.ts';
import { isA, textOf } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import { excerptWith, helpLines, saidSince, withRight } from './added.ts';
import { behind } from './fitted.ts';
import { leftIn } from './leaving.ts';
import { clockAndDay } from './london.ts';
import {
  asLines,
  type Block,
  capitalised,
  coloured,
  excerpt,
  type Line,
  type Lines,
  line,
  mixed,
  type Parts,
  plain,
  spacedBoldLine,
} from './parts.ts';
import { dangerYesNo } from './referral-text.ts';
import { carerBanner, carerTitleLines } from './warnings.ts';
import { reported, whoAndWhen } from './who-and-when.ts';

/** The amber block: whether the carer knows, and doubts about consent or the interpreter. */
export function careBlock(record: CaseRecord, { status }: SubmittedReferral): Block {
  const { answers } = record.facts;
  const { consent } = answers.values;
  const interpreterDoubt = interpreterWarning(answers);
  return coloured('warning', [
    carerTitleLines(record, carerBanner(answers)),
    consent === 'unsure' &&
      status !== 'decided' &&
      spacedBoldLine('The referrer is unsure about consent: please advise.'),
    interpreterDoubt && spacedBoldLine(interpreterDoubt),
  ]);
}

/**
 * Where the child is and with whom, according to the referral, and when that was said. If the child has since left or gone
 * missing, it was before that.
 * @param length the most characters to show of each text
 */
export function childNow(record: CaseRecord, referral: SubmittedReferral, length = 200): Parts<Block> {
  const { answers } = record.facts;
  const answerLine = (words: string, id: string) => {
    const answer = answerTo(answers, id);
    return answer && `${words}: ${excerpt(answer, length)}`;
  };
  const stillIn = answerTo(answers, 'still-in');
  const contact = timeIn(answers, 'last-contact');
  const lines = asLines([
    answerLine('Child is with', 'with'),
    answerLine(isInCare(answers) ? 'Safe where they are' : 'Where now', 'whereabouts'),
    (stillIn === 'yes' || stillIn === 'no') && `Still in the situation: ${stillIn}`,
    contact && `Last in contact with the people of concern: ${contact}`,
  ]);
  const said = `said ${clockAndDay(referral.submittedAt)}`;
  const { number = 0, right } = referral.sightSaid ?? {};
  const left = number > 0 && right !== 'no' && leftIn(referral);
  const gone = isChildMissing(referral) ? 'went missing' : left && (left === 'yes' ? 'left' : 'may have left');
  const before = gone ? `Before the child ${gone}, ${said}` : capitalised(said);
  const told = lines.length > 0 && behind(2, [line(before, 'bold'), ...lines.slice(0, 2)]); // with whom, and where
  return [plain([helpLines(record, Math.max(length, 100)), told, behind(1, lines.slice(2))])];
}

/**
 * Whether the child is in danger or about to be moved, and when that was said. If the author has taken it back since,
 * that is a report.
 */
export function dangerLines({ events, facts: { answers } }: CaseRecord, pack: Pack): Lines {
  const back = answersSayDanger(answers, pack) ? undefined : dangerTakenBack(events);
  const said = answersSaid(events, back && events.indexOf(back));
  const when = said && `, said by ${clockAndDay(said.at)}`;
  const isAsked = back !== undefined || answers.values.danger !== undefined;
  return [
    mixed(
      'Small',
      'Immediate danger or about to be moved: ',
      ['bold', back ? 'Yes' : dangerYesNo(answers)],
      (isAsked && when) || '',
    ),
    back && line(`The referrer says “${dangerYesNo(answers)}” since ${clockAndDay(back.at)}, not confirmed.`, 'bold'),
  ];
}

const powerWords: Texts = { 'section-46': 'Children Act 1989, section 46', other: 'another power' };
export const protectionOutcomes = {
  ended: 'Police protection has ended',
  order: 'A court order was made',
  other: 'Something else follows',
} as const;

/**
 * Police protection: since when, when it ends, what else was said of it, and what must be asked; or how it ended.
 * @param longest the most characters to show of each text
 * @source Protocol 6.7
 */
export function protectionLines(record: CaseRecord, pack: Pack, longest = 200): Lines {
  const short = (text: string) => excerpt(behindPress(record, text), Math.min(longest, 200));
  const protection = protectionOf(record);
  const over = protectionOver(record);
  if (!protection)
    return [over && line(`${protectionOutcomes[over.outcome]}, says ${whoAndWhen(record, over)}`, 'bold')];
  const { parts, words, since, isReport } = protection;
  const end = protectionEnd(protection, pack);
  const begun = since
    ? clockAndDay(since)
    : `NOT READ${parts.since && longest >= 50 ? `: “${short(parts.since)}”` : ''}. Ask the police.`;
  return [
    line(`In police protection since: ${begun}`, 'bold'),
    line(`Ends ${clockAndDay(end.at)}${since ? '' : ' at the latest'}`, 'bold'),
    isReport && line(`The referrer now says: ${saidTimes(parts, short)}. A report: the earlier time counts.`),
    end.isTooLate && line(`They wrote “until ${short(parts.until ?? '')}”. That cannot be: ask the police.`, 'bold'),
    behind(1, [
      [
        parts.power && `Power: ${powerWords[parts.power] ?? short(parts.power)}`,
        parts.reference && `police reference: ${short(parts.reference)}`,
        parts.officer && `officer: ${short(parts.officer)}`,
      ]
        .filter(Boolean)
        .join(' · '),
      words && `Their words: ${short(words)}`,
    ]),
  ];
}

const saidTimes = ({ since, until }: ProtectionParts, short: (text: string) => string) =>
  [since && `since “${short(since)}”`, until && `until “${short(until)}”`].filter(Boolean).join(', ');

/**
 * A time as the bot read it, since "1 hour ago" soon becomes untrue; or the referrer's own words if the bot could not
 * read them.
 */
function timeIn(answers: Answers, field: string) {
  const reading = answers.readings[field];
  if (reading?.at) return clockAndDay(reading.at);
  return reading?.day ? longDay(reading.day) : answerTo(answers, field);
}

/**
 * Warns that the child's account may be unreliable, if the interpreter is connected with the child or carer or may not
 * be accredited.
 * @source Protocol 9
 */
function interpreterWarning({ values }: Answers) {
  if (values['interpreter-connected'] === 'yes')
    return 'Interpreter CONNECTED with the child or carer: what was said may not be safe.';
  const doubtful = values.interpreter === 'not-accredited' || values.interpreter === 'unsure';
  return doubtful ? 'Interpreter not known to be accredited: what was said may not be safe.' : undefined;
}

/**
 * The red block for a missing child. It says whether the police know, and whether the referrer says that the child is
 * found: it stands until the MASH confirms that the child is safe.
 * @param length the most characters to show of each report
 * @source Protocol 10.2
 */
export function missingBlocks(
  record: CaseRecord,
  { missing: reports, found, safe }: SubmittedReferral,
  length = 300,
): Block[] {
  const missing = latestReports(record, reports);
  const last = missing.at(-1);
  if (safe) return []; // that the child is safe has a block of its own
  const foundText = found && textIn(record, textOf.found(found.number));
  const back = found ?? saidBack(record);
  const foundLines = back && [
    line(`${capitalised(reported('what' in back ? back.what : 'found', back))}.`, 'bold'),
    foundText && `Their words: ${excerpt(foundText, length)}`,
  ];
  if (!last) return foundLines ? [coloured('attention', foundLines)] : [];
  const since = `said ${clockAndDay(missing[0]?.at ?? last.at)}`;
  const again = found && missingAgain(record);
  const words = missing.toReversed().flatMap(({ number, byMash }) => {
    const text = textIn(record, textOf.missing(number));
    return text ? [`${byMash ? 'Words of the MASH' : 'Their words'}: ${excerpt(text, length)}`] : [];
  });
  return [
    coloured('attention', [
      again && line(`SAID TO BE MISSING AGAIN, ${clockAndDay(again)}`, 'large'),
      line(`CHILD MISSING, ${since}`, again ? 'bold' : 'large'),
      foundLines,
      missingSinceLine(record, missing),
      policeReportWords(record, missing, true),
      policeLogLines(record, length),
      words.slice(0, 3),
      words.length > 3 && 'Earlier words stand in the thread.',
    ]),
  ];
}

/** What the referrer added or answered with a number of the police: the newest, then those before it. */
function policeLogLines(record: CaseRecord, length: number): Lines {
  const { events } = record;
  const [newest, ...earlier] = saidIn(events)
    .filter(({ name, index }) => events[index]?.type !== 'ChildMissing' && !ofAnother(events, name))
    .flatMap(({ name, at }) => {
      const [number] = policeLog.exec(textIn(record, name)) ?? [];
      return number ? [{ number, name, when: `${clockAndDay(at)}${saidSince(record, name)}` }] : [];
    })
    .toReversed();
  if (!newest) return [];
  const words = excerptWith(textIn(record, newest.name), Math.min(length, 80), newest.number);
  return [
    withRight(record, newest.name, `Police number, their words, ${newest.when}: ${words}`, 'bold'),
    earlier.length > 0 && `Before that: ${earlier.map(({ number, when }) => `${number}, ${when}`).join(' · ')}`,
  ];
}

/** Since when, as it can be read in the words of the latest report that says it. */
export function missingSinceLine({ facts }: CaseRecord, missing: Missing[]): Line | undefined {
  const said = missing.map(({ number, at }) => ({ words: facts.texts[textOf.missing(number)] ?? '', at }));
  const last = said.findLast(({ words }) => /\bsince\b/i.test(words)); // one that cannot be read stands in their words
  const since = last && sinceIn(last.words, last.at);
  return since && line(`Missing since ${clockAndDay(since)}, read from their words`, 'bold');
}

/** Who reported the child missing. */
export const missingToldBy = ({ byMash = false }: { byMash?: boolean }) => (byMash ? 'the MASH' : 'the referrer');

/**
 * Whether the police were told, according to the referrer or the MASH.
 * @param words what the reporter wrote: if it mentions the police, the sentence tells the reader to look there
 */
export function policeWords(
  police: 'yes' | 'no' | 'not-said',
  who: ReturnType<typeof missingToldBy> = 'the referrer',
  words = '',
): string {
  if (police === 'yes') return `The police were told, says ${who}.`;
  if (police === 'no') return `The police were not told yet, says ${who}.`;
  if (mayBeOfPolice(words))
    return `Do the police know? See ${who === 'the MASH' ? 'the words of the MASH' : 'their words'}.`;
  return `${who === 'the MASH' ? 'The MASH' : 'The referrer'} has not said whether the police know.`;
}

/**
 * Whether the police were told, from the reports of one disappearance. A report that says yes counts first, and what was
 * said otherwise since stands beside it. Without one, the latest counts. If that does not say, the latest whose words mention the police counts instead. What the
 * referrer added or answered since may say it, too. While nobody says yes, what the MASH wrote of the police stands there, and the question.
 * @param isQuoted with their words: not in somebody's own chat
 */
export function policeReportWords(record: CaseRecord, missing: Missing[], isQuoted = false): string {
  const words = ({ number }: Missing) => record.facts.texts[textOf.missing(number)] ?? '';
  const last = missing.at(-1);
  const reportNamingPolice =
    last?.police === 'not-said' ? missing.findLast((each) => mayBeOfPolice(words(each))) : undefined;
  const report = missing.findLast(({ police }) => police === 'yes') ?? reportNamingPolice ?? last;
  const said = missing.findLast(({ police }) => police !== 'not-said');
  const isTakenBack = report?.police === 'yes' && said?.police === 'no' && !said.byMash;
  const added = saidIn(record.events).filter(
    ({ index, at }) => record.events[index]?.type !== 'ChildMissing' && at >= (missing[0]?.at ?? at),
  );
  const addition =
    rungSaid(record, plus(missing[0]?.at ?? record.changedAt, -rungBefore)) ??
    added.find(({ name }) => mayBeOfPolice(record.facts.texts[name] ?? ''));
  const written = saidOnIt(record).findLast((each) => mayBeOfPolice(each.words));
  const asks = (who: string, quoted: string, at: Instant) =>
    `${who} wrote ${isQuoted ? `“${quoted}”` : 'of the police'}, ${clockAndDay(at)}. Do the police know that the child is missing?`;
  if (written && report?.police !== 'yes' && !(report?.police === 'no' && report.at > written.event.at))
    return asks(capitalised(staffName(record, written.event.by)), excerpt(written.words), written.event.at);
  if (addition && report?.police === 'not-said' && !mayBeOfPolice(words(report)))
    return asks('The referrer', excerptWith(textIn(record, addition.name), 200), addition.at);
  return (
    policeWords(report?.police ?? 'not-said', missingToldBy(report ?? {}), report && words(report)) +
    (isTakenBack ? ' The referrer said otherwise since: see their words.' : '')
  );
}
const rungBefore = 60 * 60_000;

/** What those at the MASH who are on it wrote of it. */
const saidOnIt = ({ events, facts }: CaseRecord) =>
  events.filter(isA('StillOnIt', 'OthersNeeded')).map((event) => {
    const { [event.type]: nameOf } = { StillOnIt: textOf.stillOnIt, OthersNeeded: textOf.othersNeeded };
    return { event, words: facts.texts[nameOf(event.number)] ?? '' };
  });
