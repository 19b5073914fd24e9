import type { Face, TeamFace } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Block, button, coloured, excerpt, type Line, line, plain, titledLines } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import { familyClaimAdvice, sideTitles } from './form.ts';
import { type SideEvent, SideKind, sideRecordsOf, sideText } from './state.ts';
import { openSideRecord } from './verbs.ts';

const shownOfEach = 2; // the latest of each kind; the others are in the thread

export const titles: Record<SideEvent['type'], string> = {
  PoliceInformed: 'Police informed',
  FamilyClaimed: 'SOMEBODY CLAIMS TO BE FAMILY',
  VisitorSeen: 'VISITOR OR STRANGER at the placement',
  NewsRecorded: 'New information from the MASH',
};

/**
 * Side records on the shared card.
 * @source Protocol 10.1, 11
 */
export const face: Face = {
  blocks: ({ record }) => sideBlocks(record),
  more: ({ record }) =>
    SideKind.options.map((kind) => button(openSideRecord, sideTitles[kind], { case: record.id, choice: kind })),
};

export const teamFace: TeamFace = { alerts: ({ record }) => sideBlocks(record) };

/** The alarms come first. */
function sideBlocks(record: CaseRecord): Block[] {
  const alarms = [
    latestLines(record, 'family', 'large', familyClaimAdvice),
    latestLines(record, 'visitor', 'large', ['The child may be watched. Tell the allocated worker and the police.']),
  ].filter((lines) => lines.length > 0);
  const facts = [...latestLines(record, 'police', 'small'), ...latestLines(record, 'news', 'small')];
  return [...alarms.map((lines) => coloured('attention', lines)), ...(facts.length > 0 ? [plain(facts)] : [])];
}

/** The latest records of one kind. @param advice what to do about it */
function latestLines(
  record: CaseRecord,
  kind: Exclude<SideKind, 'missing'>,
  look: 'large' | 'small',
  advice: string[] = [],
): Line[] {
  const all = sideRecordsOf(record.events, kind).toReversed();
  const [last] = all;
  if (!last) return [];
  const more = all.length - shownOfEach;
  return [
    line(titles[last.type], look, look === 'small' ? 'Small' : 'None'),
    ...advice.map((words) => line(words, 'bold')),
    ...all.slice(0, shownOfEach).flatMap((event) => recordLines(record, event, 200)),
    ...(more > 0 ? [line(`${more} more in the thread`, 'small')] : []),
  ];
}

/**
 * The words of one record, its author and its time. When the bot could read a typed time, it is shown after the words.
 */
export function recordLines(record: CaseRecord, event: SideEvent, length = Number.POSITIVE_INFINITY): Line[] {
  const { texts, names } = record.facts;
  const words = excerpt(texts[sideText.words(event)] ?? '', length);
  const author = line(`${names[event.by] ?? 'A colleague'}, ${clockAndDay(event.at)}`, 'small');
  if (event.type !== 'PoliceInformed') return [line(words), author];
  const readTime = event.toldAt ? ` (${clockAndDay(event.toldAt)})` : '';
  const reference = texts[sideText.reference(event)];
  return [line(`When: ${words}${readTime}`), ...titledLines('Reference', reference ?? 'Not known'), author];
}
