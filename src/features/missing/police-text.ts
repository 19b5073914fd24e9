import { clockAndDay } from '../../cards/london.ts';
import { excerpt } from '../../cards/parts.ts';
import { answersInWords } from '../../cards/referral-text.ts';
import { coveredWords, statementWhole } from '../../cards/statement.ts';
import { type CaseRecord, ownAnswers } from '../../case/record.ts';
import { phonedIn } from '../../case/referral.ts';
import { hidingOf } from '../../case/said.ts';
import { sentReferral } from '../../case/standing.ts';
import { type Answers, answerTo, emptyAnswers } from '../../draft/draft.ts';
import { hasCheckedAnyList, isInCare } from '../../draft/fields.ts';
import { isAge } from '../../draft/fits.ts';
import { withoutPlacesToAsk } from '../../draft/places.ts';
import { says } from '../../draft/says.ts';
import { isTicked } from '../../draft/shown-when.ts';
import { namesPolice } from '../../draft/typed-police.ts';
import { saidName } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { type OwnReport, ownReport } from './state.ts';

/** What the police ask first, with the field that may hold it. Where a child in care lives is never said. */
const asked: [title: string, field: string][] = [
  ['Name', 'child-name'],
  ['Age or date of birth', 'child-age'],
  ['Description', 'other-details'],
  ['Last seen', 'whereabouts'],
  ['With whom', 'with'],
  ['When they were to leave', 'leaves-sight'],
  ['Last in contact with the people of concern', 'last-contact'],
  ['People of concern', 'people'],
];
/** Where the child is and with whom: a car, clothes, a place, the police's number. However much came since, it stays. */
const stays = (text: string) =>
  vehicle.test(text) || says('finds', text) || /\bwith\b/i.test(text) || namesPolice(text);
const vehicle =
  /\b(?:cars?|vans?|taxi|uber|vehicle|lorry|minibus|motorbike|moped|reg(?:istration)?|number ?plate|[a-z]{2}\d{2} ?[a-z]{3})\b/i;

/**
 * The text for the police and for a missing child's risk assessment: what the author knows and their own words, also
 * where there is no written referral; then the signs of trafficking, how the child may be controlled, and for what.
 * @param length the most characters of each of their texts
 * @source Protocol 10.2
 */
export function policeText(record: CaseRecord, pack: Pack, length: number): string {
  const answers = ownAnswers(record);
  const report = ownReport(record);
  const sent = sentReferral(record);
  const written = sent && phonedIn(sent) ? emptyAnswers : answers; // the MASH wrote down what was said in a call
  const masked = (text: string) => excerpt(isInCare(answers) ? withoutPlacesToAsk(text, answers) : text, length);
  const isKnown = (field: string) => answerTo(written, field) && !isNoAge(written, field);
  const known = asked.filter(([, field]) => isKnown(field) && !(field === 'whereabouts' && isInCare(answers)));
  const own = ownWords(record, written);
  const isVehicleNamed = own.some(([, text]) => vehicle.test(text));
  const unknown = [
    ...asked.filter(([, field]) => !isKnown(field)).map(([title]) => title),
    ...(isVehicleNamed ? [] : ['Vehicle']),
  ];
  return [
    `This child may have been trafficked or exploited (MASH reference ${record.id}). Protocol §10.2.`,
    report && `Said to be missing at ${clockAndDay(report.at)}${report.again ? againWords(report.again) : ''}.`,
    known.map(([title, field]) => `${title}: ${masked(answersInWords(written, pack)(field))}`),
    own.length > 0 && ['In my words:', ...own.map(([when, text]) => `- ${when}${masked(text)}`)],
    `Not known${own.length > 0 ? ', unless it stands in my words' : ''}: ${unknown.join('; ')}.`,
    signs(answers, pack),
    'The child may be moved on, or still be controlled by phone.',
  ]
    .flat()
    .filter((line) => line !== undefined && line !== false)
    .join('\n');
}

const againWords = ({ at, since }: NonNullable<OwnReport['again']>) =>
  `, and again at ${clockAndDay(at)}${since ? `, gone since ${clockAndDay(since)}` : ''}`;

/** Whether what stands in the box for the age holds none: then it is among their words. */
const isNoAge = (answers: Answers, field: string) => field === 'child-age' && !isAge(answerTo(answers, field) ?? '');

const latestWords = 8;

/** What the author wrote of the child, with when they said it, except what they sent by mistake or what is hidden: the latest, and before them what stays. The newest at the end. */
function ownWords(record: CaseRecord, written: Answers): [when: string, text: string][] {
  const sent = sentReferral(record);
  const beside = ['worry', ...(isNoAge(written, 'child-age') ? ['child-age'] : [])].flatMap(
    (field) => answerTo(written, field) ?? [],
  );
  const said = record.events.flatMap((event): [string, string][] => {
    const byMash =
      event.type === 'ChildMissing' && sent && event.by !== record.author && !sent.formerly.includes(event.by);
    const name = saidName(event);
    if (!name || byMash || sent?.mistakes[name] || hidingOf(record.events, name).hidden) return [];
    const text = record.facts.texts[name];
    return text ? [[`${clockAndDay(event.at)}: `, text]] : [];
  });
  const kept = said.filter(([, text], at) => at >= said.length - latestWords || stays(text));
  return [...beside.map((text): [string, string] => ['', text]), ...kept];
}

/** What was ticked in the indicator check. */
function signs(answers: Answers, pack: Pack): string[] {
  const shown = Object.values(answers.ticks).flatMap((ticks) => ticks.shown);
  const ticked = (title: string, isList: (list: string) => boolean): string[] => {
    const statements = pack.groups.flatMap((theme) => theme.statements).filter(({ list }) => isList(list));
    const lines = statements
      .filter((statement) => isTicked(answers, statement.id))
      .map((each) => `- ${statementWhole(each)}${coveredWords(answers, each, pack)}`);
    const isAsked = statements.some(({ id }) => shown.includes(id));
    return [title, ...(lines.length > 0 ? lines : [isAsked ? '- Not known' : '- Not asked'])];
  };
  const notDone = hasCheckedAnyList(answers) ? '' : ' (the indicator check is not done)';
  return [
    ...ticked(`Seen or suspected${notDone}:`, (list) => list !== 'control' && list !== 'purposes'),
    ...ticked('How the child may be controlled:', (list) => list === 'control'),
    ...ticked('How the child may be exploited:', (list) => list === 'purposes'),
  ];
}
