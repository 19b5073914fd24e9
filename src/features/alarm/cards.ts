import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import { clock, clockAndDay, shortDue } from '../../cards/london.ts';
import {
  type Button,
  button,
  type Card,
  coloured,
  type Line,
  line,
  mixed,
  noticeCard,
  referrerCard,
  ring,
} from '../../cards/parts.ts';
import { calledAt } from '../../case/along.ts';
import type { OutboxMessage } from '../../case/outbox.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isUnwritten, referralOf, type SubmittedReferral } from '../../case/state.ts';
import { unreachedSince } from '../../case/unreached.ts';
import type { Pack } from '../../protocol/pack.ts';
import { alarmClock, nextStep } from './clock.ts';
import { isAlarm } from './part.ts';
import { onIt } from './verbs.ts';

interface Telling {
  pack: Pack;
  now: Instant;
  link: string | undefined;
}

export const openInChannel = (link: string | undefined) => (link ? [{ title: 'Open in channel', url: link }] : []);

export const onItButton = ({ id }: Pick<CaseRecord, 'id'>): Button =>
  button(onIt, 'I am on it', { case: id }, { style: 'positive' });

/** An urgent referral that nobody has, in the own chat of a manager or the escalation contact. Reference and times, and no fact of the child. */
export function ringCard(
  record: CaseRecord,
  referral: SubmittedReferral,
  message: Extract<OutboxMessage, { kind: 'urgent-ring' }>,
  { pack, now, link }: Telling,
): Card {
  const { leavesSight } = referral;
  const isAhead = leavesSight !== undefined && leavesSight > now;
  const came = howItCame(referral);
  const told = record.events[message.event]?.at ?? now;
  return noticeCard({
    summary: `URGENT ${record.id}: ${isAhead ? `act before ${shortDue(leavesSight)}` : `${came.short} ${shortDue(came.at)}, nobody has it`}`,
    heading: record.id,
    badges: [{ text: 'URGENT', style: 'Attention' }],
    blocks: [
      coloured(
        'attention',
        [
          ...sight(leavesSight, isAhead),
          line(`${came.words} ${clock(came.at)}. Nobody has taken it.`, isAhead ? 'plain' : 'bold'),
        ],
        'Small',
      ),
    ],
    lines: [
      ...(message.instead ? [] : [line(whatNext(record, pack, told))]),
      ...whatToDo(record, message.instead),
      ...(message.instead ? [] : [line(whyYou[message.as], 'small', 'Small')]),
    ],
    buttons: message.instead === 'administrators' ? [] : [onItButton(record)],
    links: openInChannel(link),
  });
}

/** By what the MASH knows of it, and when. This card is not changed when the referral follows in writing, so it does not say that it has not. */
function howItCame(referral: SubmittedReferral): { words: string; short: string; at: Instant } {
  const { submittedAt: at } = referral;
  const called = calledAt(referral);
  if (!isUnwritten(referral)) return { words: 'Sent', short: 'sent', at };
  if (called) return { words: 'They rang at', short: 'rang', at: called };
  return { words: 'They told me at', short: 'told', at };
}

function sight(at: Instant | undefined, isAhead: boolean): Line[] {
  if (!at) return [];
  if (isAhead) return [mixed('None', ['large', `Act before ${clock(at)}`], clockAndDay(at).slice(clock(at).length))];
  return [line(`The child was to leave sight at ${clock(at)}`, 'large')];
}

function whatNext(record: CaseRecord, pack: Pack, told: Instant): string {
  const alarm = alarmClock(record, pack);
  const next = alarm && nextStep(alarm, told);
  if (!next) return alarm?.overdueFrom ? 'The referrer has been told to ring. Nobody has it.' : 'Nobody has it.';
  return `If nobody is on it at ${clock(next.at)}, ${next.what === 'up' ? 'I tell all managers and the escalation contact' : 'I tell the referrer to ring'}.`;
}

const whyYou = {
  'on-duty': 'You get this because you are on duty.',
  'nobody-on-duty': 'Nobody is on duty, so every manager gets this.',
  everybody: 'Nobody has answered, so all managers and the escalation contact get this.',
  escalation: 'You get this because nobody has answered. You are the escalation contact.',
};

/**
 * Told in the place of others, or for oneself. An administrator works on no case: they see to it that somebody hears.
 * @param taken whoever has it
 */
export function whatToDo(
  { id }: Pick<CaseRecord, 'id'>,
  instead: 'desk' | 'administrators' | undefined,
  taken?: string,
): Line[] {
  if (instead === 'administrators')
    return [
      line('Teams reaches no manager and no escalation contact.', 'plain', 'Small'),
      line(taken ? `Please ring ${taken}, who has it. Say: ${id}` : 'Please ring a MASH manager now.', 'bold'),
      ...(taken ? [] : [line(`Say: ${id}, nobody has it.`)]),
      line('You get this because you are an administrator.', 'small', 'Small'),
    ];
  const mine = taken ? [] : [line('“I am on it” puts your name on it.')];
  return instead ? [line('Teams could not reach those who should act first.', 'plain', 'Small'), ...mine] : mine;
}

/** In the place of a reminder, once somebody has the case or it is decided: nobody acts on an old one. */
export function standsCard(
  record: CaseRecord,
  referral: SubmittedReferral,
  to: StaffId,
  link: string | undefined,
): Card {
  const called = (id: StaffId) => record.facts.names[id] ?? 'A colleague';
  const due = clockAndDay(referral.decisionDue);
  if (referral.status === 'joined')
    return noticeCard({
      summary: `${record.id}: joined into ${referral.joined.into}`,
      heading: record.id,
      lines: [
        line(`✓  The same call as ${referral.joined.into}, says ${called(referral.joined.by)}`, 'plain', 'Small'),
        line('Nothing waits here. That case says what is due.', 'plain', 'Small'),
      ],
      links: openInChannel(link),
    });
  if (referral.status === 'decided')
    return noticeCard({
      summary: `${record.id} decided ${shortDue(referral.decidedAt)}`,
      heading: record.id,
      lines: [
        line(`✓  Decided at ${clockAndDay(referral.decidedAt)}, by ${called(referral.decidedBy)}`, 'plain', 'Small'),
        line(`You need do nothing. It was due by ${due}.`, 'plain', 'Small'),
      ],
      links: openInChannel(link),
    });
  const { allocation } = referral;
  if (allocation.kind === 'nobody')
    return noticeCard({
      summary: `${record.id}: nobody has it`,
      heading: record.id,
      lines: [line('Nobody has taken it', 'bold', 'Small'), line(`Undecided. Due by ${due}`)],
      buttons: [onItButton(record)],
      links: openInChannel(link),
    });
  const isYours = allocation.by === to;
  const who = isYours ? 'You have it' : `${called(allocation.by)} has it`;
  return noticeCard({
    summary: `${record.id}: ${isYours ? 'you have it' : 'somebody has it'}`,
    heading: record.id,
    lines: [
      line(`✓  ${who}, since ${clockAndDay(allocation.at)}`, 'bold', 'Small'),
      ...(isYours && hasRung(record) ? [line(nowRing, 'bold', 'Small')] : []),
      line(`Undecided. Due by ${due}`),
    ],
    buttons: [],
    links: openInChannel(link),
  });
}

const nowRing = 'Now ring the referrer: the number is on the card.';

/** Whether it was urgent at some time, so that whoever takes it rings before anything else. */
const hasRung = ({ events }: CaseRecord): boolean => events.some((event) => isAlarm(event));

/** In the place of a reminder, where the referrer says that they did not ring, and nobody had acted on it. */
export const waitsNoLongerCard = ({ id }: Pick<CaseRecord, 'id'>, link: string | undefined): Card =>
  noticeCard({
    summary: `${id}: the referrer did not ring after all`,
    heading: id,
    lines: [
      line('The referrer says that they did not ring.', 'bold', 'Small'),
      line('Nothing waits for a decision now. Their card says whom to ring if you still worry.', 'plain', 'Small'),
    ],
    links: openInChannel(link),
  });

/** Said to the referrer when nobody of the MASH has answered: they ring. */
export function nobodyHasItCard(record: CaseRecord, pack: Pack): Card {
  const { urgent, outOfHours } = pack.phones;
  const isUnreached = unreachedSince(record) !== undefined;
  // What is not in writing has no receipt yet.
  const where = isUnwritten(referralOf(record.events)) ? '“My referrals”' : 'Your receipt';
  return referrerCard({
    summary: `Referral ${record.id}: please ring ${urgent}`,
    top: [line(record.id, 'bold')],
    heading: 'Please ring now',
    blocks: [
      coloured('attention', [
        line(isUnreached ? couldNotAlert : 'Nobody at the MASH has told me they have this.', 'bold'),
        ...ring('Ring Children’s Services:', urgent, 'large'),
        ...(outOfHours === urgent ? [] : ring('When it is shut:', outOfHours, 'large')),
        mixed('Small', 'Ask for the MASH. Your reference is ', ['bold', record.id], '.'),
      ]),
    ],
    after: [
      line(`${isUnreached ? 'I keep trying.' : telling} ${where} shows when somebody has it.`, 'small', 'Medium'),
    ],
    emergency: pack.emergency,
  });
}

/** Said where no message of ours reaches anybody there, though the referral may stand in their channel. */
export const couldNotAlert = 'The bot could not reach anyone at the MASH.';
const telling = 'I am telling the MASH managers and the person above them.';
