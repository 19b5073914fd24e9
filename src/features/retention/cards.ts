import { type Duration, type Instant, londonDay, longDay, msIn } from '../../base/time.ts';
import { decisionWords } from '../../cards/decided.ts';
import type { Face, TeamFace } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  type Button,
  button,
  coloured,
  line,
  mainButton,
  mashCard,
  type Parts,
  plain,
  referrerCard,
  spacedBoldLine,
  spacedLine,
  spacedSmallLine,
  titledLines,
} from '../../cards/parts.ts';
import { toMyReferrals } from '../../cards/to-referrer.ts';
import { contacts, start } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import { erasedIn, sentReferral } from '../../case/standing.ts';
import type { EventOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { openCaseFile } from '../copies/verbs.ts';
import { holdOn, isErasingOn, type ListedForErasure, periodsOf, type RetentionRecord } from './state.ts';
import { confirmRetention, releaseRetention, showRetention, stopRetention } from './verbs.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** "365 days". A period that is not a whole number of days is given as the pack writes it. */
export function periodInWords(period: Duration): string {
  const days = msIn(period) / dayMs;
  if (!Number.isInteger(days)) return period;
  return days === 1 ? '1 day' : `${days.toLocaleString('en-GB')} days`;
}

const reasons: Record<EventOf<'FactsErased'>['why'], string> = {
  'idle-draft': 'Nobody went on with the draft',
  decided: 'It was decided, and nobody did anything to it',
  'deleted-draft': 'The draft was deleted before it was sent, and was kept',
  joined: 'It went on in another case, and nobody did anything to it',
};

/** Why the facts were erased: "It was decided, and nobody did anything to it for 365 days." */
export const whyErased = ({ why, period }: Pick<EventOf<'FactsErased'>, 'why' | 'period'>): string =>
  `${reasons[why]} for ${periodInWords(period)}.`;

/** The day with its year, because erased cases are old. */
export const dayOf = (at: Instant): string => longDay(londonDay(at));

const erasedOn = ({ at }: EventOf<'FactsErased'>) => `Erased on ${dayOf(at)}`;

/** The text for the file of an erased case. */
export const nothingLeft = (erased: EventOf<'FactsErased'>): string =>
  `${erasedOn(erased)} under retention: every name, answer and text. ${whyErased(erased)}`;

const whatIsLeft = 'Every name, answer and text is gone. What happened and when is kept.';

/**
 * A case whose facts were erased, in a channel. Shows when it was sent and decided. Without the facts any other card of
 * it would be wrong.
 * @param hasFile whether the readers can have the case as a file
 */
export function erasedCaseCard(
  { id, events }: CaseRecord,
  erased: EventOf<'FactsErased'>,
  { notice, hasFile }: { notice?: string | undefined; hasFile: boolean },
) {
  const sent = sentReferral({ events });
  return mashCard({
    summary: `${id} is erased`,
    top: [notice && line(notice, 'bold')],
    heading: id,
    headingSize: 'ExtraLarge',
    badges: [{ text: 'ERASED', style: 'Warning' }],
    blocks: [
      plain(
        [
          sent ? `Sent on ${dayOf(sent.submittedAt)}` : 'It was never sent in writing.',
          sent?.status === 'decided' &&
            `Decided on ${dayOf(sent.decidedAt)}${sent.late ? ' · LATE' : ''}: ${decisionWords[sent.decision]}`,
        ],
        'Small',
      ),
      coloured('emphasis', [line(`${erasedOn(erased)} under retention`, 'bold'), whyErased(erased), whatIsLeft]),
    ],
    buttons: [sent && hasFile && button(openCaseFile, 'Case as a file', { case: id })],
  });
}

/** The same for the referrer. If they are still worried, they make a new referral. */
export function erasedReceiptCard({ id, events }: CaseRecord, erased: EventOf<'FactsErased'>, pack: Pack) {
  const sent = sentReferral({ events });
  return referrerCard({
    summary: sent ? `Referral ${id} is erased` : 'MASH Referrals: a draft is erased',
    top: [sent && line(`Referral · sent on ${dayOf(sent.submittedAt)}`, 'small')],
    heading: sent ? id : 'This draft is erased',
    headingSize: sent ? 'ExtraLarge' : 'Large',
    blocks: [
      plain(
        [
          sent?.status === 'decided' && `Decided on ${dayOf(sent.decidedAt)}`,
          `${erasedOn(erased)} under the retention rules. ${whyErased(erased)}`,
          sent ? whatIsLeft : 'Nothing of it was sent to the MASH, and nothing of it is kept.',
          spacedBoldLine('Still worried about the child? Start a new check.'),
        ],
        'Small',
      ),
    ],
    rows: [
      [
        mainButton(start, 'Start a check', { below: true }),
        toMyReferrals,
        button(contacts, 'Contacts', { below: true }),
      ],
    ],
    pack,
  });
}

/** Replaces a message that showed facts of a case, once they are erased. */
export function clearedCard(id: string) {
  return mashCard({
    summary: `${id}: erased`,
    top: [line(id, 'small')],
    heading: 'Erased under retention',
    headingSize: 'Default',
  });
}

/** Takes the place of the card of a case, once it is erased. */
const instead = (record: CaseRecord, notice: string | undefined, hasFile: boolean) => {
  const erased = erasedIn(record.events);
  return erased && erasedCaseCard(record, erased, { notice, hasFile });
};

/** The card of an erased case, and a legal hold on the shared card. */
export const face: Face = {
  instead: (record, notice) => instead(record, notice, true),
  blocks({ record }) {
    const hold = holdOn(record.events);
    return hold ? [plain([line(`Legal hold since ${clockAndDay(hold.at)}: nothing is erased`, 'bold')])] : [];
  },
};

/** The Assessment team gets no file of an erased case. */
export const teamFace: TeamFace = { instead: (record, notice) => instead(record, notice, false) };

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
