import type { Face } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Block, button, coloured, excerpt, fact, type Line, line, noticeCard, plain } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import { claimsFamily, sideTitles } from './form.ts';
import { isSide, kindOf, type SideEvent, SideKind, sideRecords, sideText } from './state.ts';
import { side } from './verbs.ts';

const shownOfEach = 2; // the latest; the others stand in the thread

const titles = {
  police: 'Police informed',
  family: 'SOMEBODY CLAIMS TO BE FAMILY',
  visitor: 'VISITOR OR STRANGER at the placement',
  news: 'New information from the MASH',
} as const;

/** Side records on the shared card, in the thread and to managers. @source Protocol 10.1, 11; part 7 of the trace */
export const face: Face = {
  line(record, event) {
    return isSide(event) ? { title: titles[kindOf(event)], lines: said(record, event) } : undefined;
  },
  blocks: sideBlocks,
  buttons(record) {
    return SideKind.options.map((kind) => button(side, sideTitles[kind], { case: record.id, choice: kind }));
  },
  notice(record, event, _pack, link) {
    if (!isSide(event)) return undefined;
    return noticeCard({
      summary: `${record.id}: ${titles[kindOf(event)]}`,
      heading: record.id,
      lines: [
        line(titles[kindOf(event)], 'bold'),
        ...(event.type === 'FamilyClaimed' ? claimsFamily.map((words) => line(words)) : []),
        line(`Recorded ${clockAndDay(event.at)}. Read it in the channel.`),
      ],
      links: link ? [{ title: 'Open in channel', url: link }] : [],
    });
  },
};

/** The alarms first; on the cards of the MASH and, of a case that was passed on, of the Assessment team. */
export function sideBlocks(record: CaseRecord): Block[] {
  const of = (kind: keyof typeof titles) => sideRecords(record.events, kind);
  return [
    ...alarm(record, of('family'), claimsFamily),
    ...alarm(record, of('visitor'), ['The child may be watched. Tell the allocated worker and the police.']),
    ...facts(record, [...of('police'), ...of('news')]),
  ];
}

function alarm(record: CaseRecord, records: SideEvent[], toDo: string[]): Block[] {
  const last = records.at(-1);
  if (!last) return [];
  const shown = records.slice(-shownOfEach).toReversed();
  return [
    coloured('attention', [
      line(titles[kindOf(last)], 'large'),
      ...toDo.map((words) => line(words, 'bold')),
      ...shown.flatMap((event) => said(record, event, 200)),
      ...more(records),
    ]),
  ];
}

function facts(record: CaseRecord, records: SideEvent[]): Block[] {
  const shown = (['police', 'news'] as const).flatMap((kind) => {
    const own = records.filter((event) => kindOf(event) === kind);
    const latest = own.slice(-shownOfEach).toReversed();
    return latest.length > 0
      ? [line(titles[kind], 'small', 'Small'), ...latest.flatMap((event) => said(record, event, 200)), ...more(own)]
      : [];
  });
  return shown.length > 0 ? [plain(shown)] : [];
}

const more = (records: SideEvent[]): Line[] =>
  records.length > shownOfEach ? [line(`${records.length - shownOfEach} more in the thread`, 'small')] : [];

/** The words of one record, with who and when. A time that could be read stands beside what was typed. */
function said(record: CaseRecord, event: SideEvent, length = Number.POSITIVE_INFINITY): Line[] {
  const { texts, names } = record.facts;
  const words = excerpt(texts[sideText.words(event)] ?? '', length);
  const who = line(`${names[event.by] ?? 'A colleague'}, ${clockAndDay(event.at)}`, 'small');
  if (event.type !== 'PoliceInformed') return [line(words), who];
  const read = event.toldAt ? ` (${clockAndDay(event.toldAt)})` : '';
  const reference = texts[sideText.reference(event)];
  return [line(`When: ${words}${read}`), ...fact('Reference', reference ?? 'Not known'), who];
}
