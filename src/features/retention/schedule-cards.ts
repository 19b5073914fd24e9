import {
  type Button,
  button,
  coloured,
  line,
  mainButton,
  mashCard,
  type Parts,
  plain,
  spacedLine,
  spacedSmallLine,
  titledLines,
} from '../../cards/parts.ts';

import type { Pack } from '../../protocol/pack.ts';
import { dayOf, periodInWords } from './cards.ts';
import { isErasingOn, type ListedForErasure, periodsOf, type RetentionRecord } from './state.ts';
import { confirmRetention, releaseRetention, showRetention, stopRetention } from './verbs.ts';

/**
 * What the reader can do: administrators confirm and stop the schedule; only a person who did not confirm it releases a
 * list.
 */
interface Reader {
  isAdmin: boolean;
  mayRelease: boolean;
}

/**
 * The periods, whether the schedule is on, and what waits to be released. Of cases it shows only references and dates.
 */
export function retentionCard(record: RetentionRecord, pack: Pack, reader: Reader, notice?: string) {
  const { confirmed } = record;
  const on = isErasingOn(record, pack);
  const heading = on ? 'Erasing by schedule is on' : 'Erasing by schedule is off';
  return mashCard({
    summary: heading,
    top: [notice && line(notice, 'bold')],
    heading,
    blocks: [
      !on && coloured('attention', [line(whyOff(record), 'bold'), 'Until then nothing is erased by itself.']),
      on && confirmed && plain([`Confirmed by ${confirmed.name} on ${dayOf(confirmed.at)}`], 'Small'),
      periodsBlock(pack),
      on && releaseBlock(record, reader),
    ],
    buttons: on
      ? buttonsOn(record, reader)
      : [reader.isAdmin && mainButton(confirmRetention, 'Confirm these periods', { periods: periodsOf(pack) })],
  });
}

const whyOff = ({ confirmed }: RetentionRecord) =>
  confirmed
    ? `${confirmed.name} confirmed other periods on ${dayOf(confirmed.at)}. They have changed since.`
    : 'Nobody has confirmed these periods yet.';

function periodsBlock({ title, version, retention: { source, drafts, decided, accessLog, staff } }: Pack) {
  return plain([
    ...titledLines('Periods from', `${title}, version ${version} (${source})`),
    ...titledLines('Drafts, after the last answer', periodInWords(drafts)),
    ...titledLines('Decided cases, after the last thing done', periodInWords(decided)),
    ...titledLines('Who read a case', periodInWords(accessLog)),
    ...titledLines('Staff who have left, since they were last here', periodInWords(staff)),
  ]);
}

/** What waits to be released, and what was released already. */
function releaseBlock({ listed, released }: RetentionRecord, { mayRelease }: Reader) {
  const first = released.map(({ from }) => from).sort()[0];
  return plain([
    listed.length === 0
      ? 'Nothing waits to be released.'
      : [line(`${listed.length} to be released`, 'bold'), byDay(listed), line(whoReleases(mayRelease), 'small')],
    first && spacedLine(`Released: ${released.length}. The first goes on ${dayOf(first)}.`),
  ]);
}

const whoReleases = (mayRelease: boolean) =>
  mayRelease
    ? 'Or type “release retention”.'
    : 'You confirmed the periods, so somebody else must release them. A MASH manager can do it, too: they type “retention”.';

const buttonsOn = ({ listed, listedAt: round }: RetentionRecord, { isAdmin, mayRelease }: Reader): Parts<Button> => [
  round && listed.length > 0 && mayRelease && mainButton(releaseRetention, `Release ${listed.length}`, { round }),
  isAdmin && button(stopRetention, 'Stop erasing by schedule'),
];

/** Sent once a week while something waits to be released: how many records, with their references and dates. */
export function dueCard(record: RetentionRecord, mayRelease: boolean) {
  const { listed } = record;
  const recordsAre = listed.length === 1 ? '1 record is' : `${listed.length} records are`;
  return mashCard({
    summary: `${recordsAre} due to be erased`,
    heading: `${recordsAre} due to be erased`,
    blocks: [
      plain([line('Look through them. A second person releases them.', 'bold'), ...byDay(listed)]),
      plain([
        'To keep one, ask whoever runs this service for a legal hold before its day.',
        'What nobody releases stays, and I ask again in a week.',
        spacedSmallLine(whoReleases(mayRelease)),
      ]),
    ],
    buttons: [buttonsOn(record, { isAdmin: false, mayRelease }), button(showRetention, 'Periods', { below: true })],
  });
}

const recordName = ({ case: id, what }: ListedForErasure) => (what === 'reads' ? `${id} (who read it)` : id);

function byDay(listed: ListedForErasure[]) {
  const days = Map.groupBy(
    [...listed].sort((one, other) => (one.from < other.from ? -1 : 1)),
    ({ from }) => dayOf(from),
  );
  return [...days].flatMap(([day, records]) => titledLines(`From ${day}`, records.map(recordName).join(', ')));
}
