import type { CaseId } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import { carerBlock } from '../cards/card-warnings.ts';
import { adviserLines } from '../cards/contact.ts';
import { managerNameAndRole } from '../cards/decision-words.ts';
import { clock, clockAndDay, clockAndLongDay, shortDue } from '../cards/london.ts';
import {
  type Block,
  type ButtonRow,
  button,
  type Card,
  coloured,
  type Line,
  line,
  mixed,
  plain,
  referrerCard,
  ring,
} from '../cards/parts.ts';
import type { Verb } from '../cards/verb.ts';
import { contacts as contactsVerb, myReferrals } from '../cards/verbs.ts';
import { wasEverDecided } from '../case/ever-decided.ts';
import type { CaseRecord } from '../case/record.ts';
import { isNotDelivered } from '../case/shown.ts';
import { isUnwritten, type SubmittedReferral, seenAt } from '../case/state.ts';
import { unreachedSince } from '../case/unreached.ts';
import { firstToAsk } from '../check/advice-order.ts';
import { hasCheckedAnyList } from '../check/not-known.ts';
import { couldNotAlert } from '../features/alarm/cards.ts';
import { ringNowBlock, ringNowSummary } from '../features/alarm/ring-now.ts';
import { takenOnLines } from '../features/assessment/face.ts';
import { myCopy } from '../features/copies/verbs.ts';
import { whatNowBlocks } from '../features/decision/notice.ts';
import { putInWriting } from '../features/desk/verbs.ts';
import { disagree } from '../features/disagreement/verbs.ts';
import { handedToYouLines } from '../features/hand-over/cards.ts';
import { handOver } from '../features/hand-over/verbs.ts';
import { addInformation } from '../features/information/verbs.ts';
import { lastInstructionLines } from '../features/instruction/cards.ts';
import { joinedReceiptCard } from '../features/joining/cards.ts';
import { startLinked } from '../features/linking/verbs.ts';
import { missing } from '../features/missing/verbs.ts';
import { type News, newsOf } from '../features/news/state.ts';
import { erasedReceiptCard } from '../features/retention/cards.ts';
import { erasedIn } from '../features/retention/state.ts';
import { addCheck } from '../features/wizard/verbs.ts';
import type { Pack } from '../protocol/pack.ts';

/**
 * The referrer's own card of a sent referral: its progress, and whom to ring. It repeats nothing that they wrote,
 * except their words for when the child leaves their sight, if the bot could read no time in them.
 * @source Protocol 8.2
 */
export function receiptCard(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Card {
  const erased = erasedIn(record.events);
  if (erased) return erasedReceiptCard(record, erased, pack);
  if (referral.status === 'joined') return joinedReceiptCard(record, referral, pack);
  const notDelivered = isNotDelivered(record, referral);
  return referrerCard({
    summary:
      ringNowSummary(record, referral, pack) ?? `Referral ${record.id}, decision due ${shortDue(referral.decisionDue)}`,
    top: [
      line(
        isUnwritten(referral) ? 'Not sent in writing' : `Referral · sent ${clockAndLongDay(referral.submittedAt)}`,
        'small',
      ),
      ...handedToYouLines(record),
    ],
    heading: record.id,
    headingSize: 'ExtraLarge',
    blocks: [
      ...(notDelivered ? [undeliveredBlock(record.id, pack)] : []),
      ...ringNowBlock(record, referral, pack),
      ...(wasEverDecided(referral) ? whatNowBlocks(record) : []),
      plain([...progressLines(record, referral, notDelivered, pack), ...lastInstructionLines(record)], 'Small'),
      ...carerBlock(record),
      plain([
        ...ring('If things change or you are worried about waiting, ring', pack.phones.urgent, 'bold', 'None'),
        ...whenShut(pack),
        ...firstToAsk(pack, record.facts.answers).flatMap((contact) =>
          adviserLines(contact, 'To talk it through first: '),
        ),
        ...adviceLine(pack),
        line('Child missing: ring the police first, then the MASH.', 'plain', 'Small'),
      ]),
    ],
    rows: buttonRows(record, referral),
    after: [
      line('What you typed above stays in this chat. Delete it if others can see this screen.', 'small', 'Medium'),
    ],
    emergency: pack.emergency,
  });
}

function whenShut({ hours, phones }: Pack): Line[] {
  const same = phones.outOfHours === phones.urgent;
  if (same) return [line(`${hours}. When it is shut, the same number.`, 'small')];
  return [line(`${hours}. When it is shut, ring`, 'small'), line(phones.outOfHours, 'bold')];
}

/** Whom the referrer can talk it through with. @source Protocol 8.1 */
function adviceLine({ contacts }: Pack): Line[] {
  const advice = contacts.find(({ when, phone }) => when === 'advice' && phone !== undefined);
  return advice ? adviserLines(advice, 'To talk it through, in office hours: ') : [];
}

function progressLines(record: CaseRecord, referral: SubmittedReferral, notDelivered: boolean, pack: Pack): Line[] {
  const seen = seenAt(referral);
  const by = (id: string, at: Instant) => `at ${clockAndDay(at)} by ${managerNameAndRole(record, id)}`;
  const steps = [seen ? `✓  Seen by the MASH at ${clock(seen)}` : '○  Not yet seen by the MASH'];
  if (referral.status === 'decided') {
    steps.push(`✓  Decided ${by(referral.decidedBy, referral.decidedAt)}`);
    const { correction } = referral;
    if (correction.kind === 'corrected') steps.push(`✓  Corrected ${by(correction.by, correction.at)}`);
    const news = newsOf(record.events).at(-1);
    if (news) steps.push(newsStep(news));
  } else if (referral.reopening.kind === 'reopened')
    steps.push(`○  Deciding again, since ${clockAndDay(referral.reopening.at)}`);
  else steps.push('○  Decision: not yet');
  return [
    ...awaitedLines(record, referral, pack),
    line(deliveryWords(referral, notDelivered), 'plain', 'Medium'),
    ...steps.map((each) => line(each, 'plain', 'Small')),
    ...takenOnLines(record),
  ];
}

/** Whether somebody has read the referrer's latest news after the decision. It does not say who. */
const newsStep = ({ at, read }: News): string =>
  read
    ? `✓  What you told us at ${clock(at)}: read at ${clockAndDay(read.at)}`
    : `○  What you told us at ${clock(at)}: not read yet`;

function awaitedLines(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Line[] {
  if (referral.status === 'decided') return [];
  return [
    mixed('None', 'Decision due by ', ['large', clockAndDay(referral.decisionDue)]),
    ...(referral.toldOverdue ? [line('The decision is overdue.', 'bold', 'Small')] : []),
    ...whoHears(record, referral, pack),
    line(
      `I will tell you here.${wasEverDecided(referral) ? ' Until then what was decided stands.' : ''}`,
      'plain',
      'Small',
    ),
  ];
}

function deliveryWords({ delivery }: SubmittedReferral, notDelivered: boolean): string {
  if (delivery.kind === 'delivered') return `✓  Delivered to the MASH at ${clock(delivery.at)}`;
  return notDelivered ? '✕  Not confirmed yet' : '○  Sending to the MASH…';
}

function undeliveredBlock(id: string, pack: Pack): Block {
  return coloured('attention', [
    line('Not confirmed yet', 'large'),
    line('I do not know yet whether the MASH has it.'),
    ...ring('Please phone now:', pack.phones.urgent, 'large'),
    mixed('None', 'Give the reference ', ['bold', id]),
    line('Your referral is saved. I keep trying and tell you here the moment it is delivered.', 'plain', 'Small'),
  ]);
}

/**
 * Tells the referrer who is being reminded once the decision is overdue, or to ring now if nobody can be reached. It
 * does not claim that the reminders arrive, because that is not known while they are being sent.
 */
export function whoHears(record: CaseRecord, { toldOverdue }: SubmittedReferral, { phones }: Pack): Line[] {
  if (unreachedSince(record))
    return [...ring(`${couldNotAlert} Ring now, and say ${record.id}:`, phones.urgent, 'large', 'Small')];
  return toldOverdue
    ? [line('The bot is reminding the MASH managers and the person above them.', 'plain', 'Small')]
    : [];
}

function buttonRows(record: CaseRecord, referral: SubmittedReferral): ButtonRow[] {
  const needsNoCheck = referral.checkDone || isUnwritten(referral) || hasCheckedAnyList(record.facts.answers);
  const notWritten = referral.route.kind === 'phoned';
  const caseButton = (verb: Verb<string, { case: typeof CaseId }>, title: string) =>
    button(verb, title, { case: record.id, below: true });
  return [
    [
      ...(notWritten ? [caseButton(putInWriting, 'Put it in writing')] : []),
      ...(needsNoCheck ? [] : [caseButton(addCheck, 'Add what you saw')]),
      caseButton(addInformation, 'Add information'),
      button(missing, 'Child is missing', { case: record.id, below: true }),
      ...(wasEverDecided(referral) ? [caseButton(disagree, 'I disagree')] : []),
    ],
    [
      caseButton(startLinked, 'Start a linked referral'),
      ...(isUnwritten(referral) ? [] : [caseButton(myCopy, 'My copy'), caseButton(handOver, 'Hand over')]),
    ],
    [button(myReferrals, 'My referrals', { below: true }), button(contactsVerb, 'Contacts', { below: true })],
  ];
}
