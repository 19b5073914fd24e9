import type { CaseId } from '../../base/reference.ts';
import type { Instant } from '../../base/time.ts';
import type { Face, SentCase } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Button, button, line, mashCard, plain, referrerCard, ring, section } from '../../cards/parts.ts';
import { toMyReferrals } from '../../cards/to-referrer.ts';
import { show } from '../../cards/verbs.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import type { CannotJoin, Refusal } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { type JoinedCall, phonedIn } from '../../case/referral.ts';
import { sentReferral, wasEverDecided } from '../../case/standing.ts';
import { isUnwritten, type SubmittedReferral } from '../../case/state.ts';
import type { Pack } from '../../protocol/pack.ts';
import { heardAt } from './rules.ts';
import { joinCall, sameCall, separateCall } from './verbs.ts';

type Named = Record<'logged' | 'kept', CaseId>;

const cannotJoinWords: Record<CannotJoin, (named: Named) => string> = {
  itself: ({ logged }) => `${logged} is one case. Name two.`,
  'not-a-logged-call': ({ logged }) => `${logged} is no call that the MASH wrote down. Only such a call can be joined.`,
  decided: ({ logged }) => `${logged} is decided already.`,
  joined: ({ logged }) => `${logged} was joined into another case. Separate it first.`,
  erased: ({ logged }) => `${logged} is erased.`,
  own: () => 'You referred in one of the two, so a colleague must say it.',
  'other-caller': ({ logged, kept }) =>
    `Somebody else rang in ${logged} than wrote ${kept}, as it stands in Teams. If that is wrong, open ${logged} and press More, “Wrong person in Teams”.`,
  'child-missing': ({ logged, kept }) =>
    `The child is missing, says ${logged}, and ${kept} does not say so. Record it on ${kept} first: More, “Child is missing”.`,
  'kept-unknown': ({ kept }) => `I know no case ${kept} that waits for the MASH. Check each letter.`,
  'kept-logged': ({ kept }) => `${kept} is a call that the MASH wrote down, too. Name the case of the referrer.`,
  'kept-decided': ({ kept }) => `${kept} is decided already.`,
  'kept-deleted': ({ kept }) => `The referrer deleted the draft of ${kept}: nothing will come in writing there.`,
  'kept-erased': ({ kept }) => `${kept} is erased.`,
  'kept-without-call': ({ kept }) => `In ${kept} no call is recorded, and nothing is in writing.`,
};

/** Why two cases were not joined, or not separated. */
export function joiningRefusalWords(why: Refusal, named: Named): string {
  const reason = why.kind === 'cannot-join' ? cannotJoinWords[why.because](named) : otherWords[why.kind];
  return `${reason ?? 'That cannot be done.'} Nothing was changed.`;
}

const otherWords: Partial<Record<Refusal['kind'], string>> = {
  'only-the-mash': 'Only members of the MASH team can do that.',
  erased: 'Its facts are erased.',
};

/** Who joined or separated two cases, and when. @param by undefined when the bot did it */
export const joinedByWords = (record: CaseRecord, { by, at }: { by?: string | undefined; at: Instant }): string =>
  by ? whoAndWhen(record, { by, at }) : `me, ${clockAndDay(at)}`;

const onJoined =
  (make: (into: CaseId, id: CaseId) => Button) =>
  ({ record, referral }: SentCase) =>
    referral.status === 'joined' ? make(referral.joined.into, record.id) : undefined;

/** A joined call on the shared card of the kept case, and the buttons on the joined call's own card. */
export const face: Face = {
  buttons: {
    openOther: onJoined((into) =>
      button(show, 'Open the other case', { case: into, list: 'desk' }, { style: 'positive', tooltip: `Open ${into}` }),
    ),
    separate: onJoined((into, id) =>
      button(separateCall, 'Separate again', { case: id }, { tooltip: `Not the same call as ${into}` }),
    ),
  },
  blocks: ({ record, referral }) => referral.calls.map((call) => joinedBlock(record, call)),
  more: ({ record, referral }) => [
    phonedIn(referral) &&
      referral.status === 'awaiting-decision' &&
      !wasEverDecided(referral) &&
      button(sameCall, 'Same as another call', { case: record.id }),
  ],
};

/**
 * A call that was joined into this case. The bot copies no notes from one case to the other, so a button opens the
 * call.
 */
function joinedBlock(record: CaseRecord, call: JoinedCall) {
  const { from, clockStart, urgentSince, alarms = [] } = call;
  const open = button(show, 'Open that call', { case: from, list: 'desk' }, { tooltip: `Open the call ${from}` });
  return section(
    `Call logged by the MASH: ${from}`,
    [
      `Rang ${clockAndDay(clockStart)}. Joined by ${joinedByWords(record, call)}`,
      urgentSince && line('URGENT by what was said on that call', 'bold'),
      alarms.includes('family') && line(`Somebody claims to be family. Do not hand over. Do not disclose.`, 'bold'),
      alarms.includes('visitor') && line('Visitor or stranger at the placement', 'bold'),
      line('What the MASH wrote down stands there.', 'small'),
    ],
    [open],
  );
}

/** Asks which case is about the same call as a logged one. Shows only references and times, to the person who asked. */
export function sameCallCard(logged: CaseRecord, offered: CaseRecord[], notice?: string) {
  const calledAt = heardAt(logged);
  return mashCard({
    summary: `${logged.id}: the same call`,
    top: [notice && line(notice, 'bold'), line('Only you see this card', 'small')],
    heading: `${logged.id}: the same call?`,
    blocks: [
      plain(
        [
          'Did who referred record the same call? Look at both cards first.',
          `Then ${logged.id} goes on in their case: one time, one set of reminders. It can be undone.`,
          calledAt && line(`This call: ${clockAndDay(calledAt)}`, 'bold'),
        ],
        'Small',
      ),
      offered.map((kept) => offerBlock(logged, kept)),
      plain([
        offered.length === 0 && 'No case near that time may be joined.',
        line(`Another one? Write to me in this channel: join ${logged.id} with, and its reference.`, 'small'),
      ]),
    ],
    buttons: [button(show, 'Back to the card', { case: logged.id })],
  });
}

function offerBlock(logged: CaseRecord, kept: CaseRecord) {
  const referral = sentReferral(kept);
  const join = button(joinCall, 'Same call', { case: logged.id, other: kept.id }, { tooltip: `Join with ${kept.id}` });
  return section(kept.id, [referral && timesOf(referral)], [join]);
}

function timesOf(referral: SubmittedReferral) {
  const calledWords = referral.call.kind === 'made' ? `Rang ${clockAndDay(referral.call.at)}. ` : '';
  return `${calledWords}${isUnwritten(referral) ? 'Not in writing yet' : `Sent ${clockAndDay(referral.submittedAt)}`}`;
}

/** Tells the caller that the call and their own written case are now one. For a caller whom the MASH found in Teams. */
export function joinedReceiptCard(
  { id }: CaseRecord,
  { joined: { into } }: Extract<SubmittedReferral, { status: 'joined' }>,
  pack: Pack,
) {
  return referrerCard({
    summary: `${id} goes on as ${into}`,
    heading: id,
    headingSize: 'ExtraLarge',
    blocks: [
      plain(
        [
          line(`The MASH has put this call together with your own ${into}: the same call.`, 'bold'),
          `You need do nothing here. Add what is new to ${into}: it shows when the decision is due.`,
          ring('If things change or you are worried about waiting, ring', pack.phones.urgent),
        ],
        'Small',
      ),
    ],
    rows: [[toMyReferrals]],
    pack,
  });
}
