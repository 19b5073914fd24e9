import { type Duration, type Instant, londonDay, longDay, msIn } from '../../base/time.ts';
import { decisionWords } from '../../cards/decided.ts';
import type { Face, TeamFace } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  button,
  coloured,
  line,
  mainButton,
  mashCard,
  plain,
  referrerCard,
  spacedBoldLine,
} from '../../cards/parts.ts';
import { toMyReferrals } from '../../cards/to-referrer.ts';
import { contacts, start } from '../../cards/verbs.ts';
import type { CaseRecord } from '../../case/record.ts';
import { erasedIn, sentReferral } from '../../case/standing.ts';
import type { EventOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { openCaseFile } from '../copies/verbs.ts';
import { holdOn } from './state.ts';

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
