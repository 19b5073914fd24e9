import { londonDay, longDay } from '../base/time.ts';
import { clock, clockAndDay, clockAndLongDay } from '../cards/london.ts';
import { button, line, mainButton, plain, referrerCard, section } from '../cards/parts.ts';

import { askLetGo, contacts, open as openVerb, start } from '../cards/verbs.ts';
import { heldAddresses } from '../case/held.ts';
import { type CaseRecord, isOwnDraft } from '../case/record.ts';
import { erasedIn, isNotDelivered, sentReferral } from '../case/standing.ts';
import {
  isSubmitted,
  isUnwritten,
  referralOf,
  type SubmittedReferral,
  seenAt,
  type UnwrittenReferral,
} from '../case/state.ts';
import type { Pack } from '../protocol/pack.ts';
import { receiptSlots } from './slots.ts';

/**
 * The author's own drafts and referrals, newest first, each with its reference, times and status. It holds no fact of a
 * child.
 * @param more `unread`: references of theirs that cannot be read just now
 */
export function myReferralsCard(
  records: CaseRecord[],
  pack: Pack,
  { notice, unread = [] }: { notice?: string | undefined; unread?: readonly string[] } = {},
) {
  const listed = records.filter((record) => record.status !== 'withdrawn' || isErasedDraft(record));
  const rows = listed.map((record) => {
    const { title, status: said } = titleAndStatus(record);
    const status = heldAddresses(record).some(({ who }) => who === record.author) ? `${addressWaits}. ${said}` : said;
    const draft = isOwnDraft(record);
    const label = draft ? 'Go on' : 'Open';
    const open = button(openVerb, label, { case: record.id }, { tooltip: `${label}: ${title}` });
    const drop = button(askLetGo, 'Delete', { case: record.id, below: true }, { tooltip: `Delete: ${title}` });
    return section(title, [status, listedLines(record, pack)], isErasedDraft(record) ? [] : [open, draft && drop]);
  });
  return referrerCard({
    summary: 'MASH Referrals: your referrals',
    top: [(records.length > 0 || unread.length === 0) && notice && line(notice, 'bold')], // it may say that there is none
    heading: 'My referrals',
    blocks: [
      unread.length > 0 &&
        plain([
          line(`I cannot read ${unread.join(', ')} just now.`, 'bold'),
          'It is not lost. Please ring the MASH about it, and give this reference:',
          line(pack.phones.urgent, 'bold'),
        ]),
      ...rows,
      rows.length + unread.length === 0 && plain(['You have none yet.'], 'Small'),
    ],
    rows: [[mainButton(start, 'Start a check', {}), button(contacts, 'Contacts')]],
    pack,
  });
}

/** To whom what they said last was sent, and whether somebody has read it. */
function listedLines(record: CaseRecord, pack: Pack) {
  const referral = sentReferral(record);
  const isOver = !referral || referral.status === 'joined' || erasedIn(record.events);
  return isOver ? [] : receiptSlots.all(({ listed }) => listed?.({ record, referral, pack }));
}

const addressWaits = 'Open it: an address you wrote is held back until you answer';

function titleAndStatus(record: CaseRecord): { title: string; status: string } {
  const referral = referralOf(record.events);
  const erased = erasedIn(record.events);
  const gone = erased ? `. Erased on ${longDay(londonDay(erased.at))} under the retention rules` : '';
  if (!isSubmitted(referral))
    return {
      title: record.practice ? 'PRACTICE, a made-up child' : erased ? 'Never sent' : 'Not sent yet',
      status: `Begun ${clockAndLongDay(record.startedAt)}${gone}`,
    };
  if (isUnwritten(referral)) return { title: `Not sent yet · ${record.id}`, status: unwrittenStatus(record, referral) };
  const sent = `Sent ${clockAndDay(referral.submittedAt)}`;
  if (referral.status === 'decided')
    return { title: record.id, status: `${sent} · decided ${clockAndDay(referral.decidedAt)}${gone}` };
  if (referral.status === 'joined')
    return { title: record.id, status: `The same call as ${referral.joined.into}: it goes on there${gone}` };
  const due = `Decision due by ${clockAndDay(referral.decisionDue)}`;
  const how = isNotDelivered(record, referral)
    ? `Sending since ${clockAndDay(referral.submittedAt)}, not confirmed yet: please phone`
    : `${sent} · ${step(referral)}`;
  return { title: record.id, status: `${how}. ${referral.toldOverdue ? 'OVERDUE. ' : ''}${due}` };
}

/** How far the MASH has come with a referral that waits for its decision. */
function step(referral: SubmittedReferral) {
  if (referral.reopening) return 'the MASH is deciding again';
  const seen = seenAt(referral);
  if (seen) return `seen ${londonDay(seen) === londonDay(referral.submittedAt) ? clock(seen) : clockAndDay(seen)}`;
  return referral.deliveredAt ? 'not seen yet' : 'on its way to the MASH';
}

/** The status of a call or a missing child that is not in writing, and what the MASH does meanwhile. */
function unwrittenStatus({ startedAt }: CaseRecord, referral: UnwrittenReferral) {
  const why =
    referral.call.kind === 'made'
      ? 'You rang'
      : referral.missing.length > 0
        ? 'You said that the child is missing'
        : 'The MASH knows of it';
  const state =
    referral.status === 'decided'
      ? `The MASH decided ${clockAndDay(referral.decidedAt)}`
      : `${referral.toldOverdue ? 'OVERDUE. ' : ''}The MASH decides by ${clockAndDay(referral.decisionDue)}`;
  return `${referral.route.draft.kind === 'deleted' ? 'Draft deleted' : `Begun ${clockAndLongDay(startedAt)}`}. ${why}. ${state}`;
}

/** Whether the program erased this draft. It stays listed, so that its author does not wonder where it went. */
const isErasedDraft = ({ status, events, practice }: CaseRecord) =>
  status === 'withdrawn' && !practice && erasedIn(events)?.why === 'idle-draft';
