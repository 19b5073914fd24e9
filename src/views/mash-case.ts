import type { StaffId } from '../base/people.ts';
import type { Texts } from '../base/texts.ts';
import { type Instant, plus } from '../base/time.ts';
import { badge, onlyYou } from '../cards/about-case.ts';
import { questionBlocks } from '../cards/added.ts';
import { decidedBlocks, reopenedBlocks, ringReferrerBlocks } from '../cards/decided.ts';
import { type MashButton, mashButtons, type SentCase } from '../cards/face.ts';
import { alarmsStay, behind, byLength, canFit, fitted, frameHeight } from '../cards/fitted.ts';
import { consentLines } from '../cards/in-short.ts';
import { phonedFirst } from '../cards/later-facts.ts';
import { actBefore, awayOn } from '../cards/leaving.ts';
import { clock, clockAndDay, shortDue } from '../cards/london.ts';
import { careBlock, childNow, dangerLines, missingBlocks, protectionLines } from '../cards/mash-care.ts';
import {
  type Block,
  type Button,
  button,
  coloured,
  excerpt,
  type Lines,
  line,
  type MashCard,
  mashCard,
  mixed,
  type Parts,
  plain,
  spacedSmallLine,
  titledLines,
} from '../cards/parts.ts';
import { answersInWords } from '../cards/referral-text.ts';
import { show as showVerb } from '../cards/verbs.ts';
import { takenWords } from '../cards/who-and-when.ts';
import { whoRefers, wishLine } from '../cards/who-refers.ts';
import { unreadNews } from '../case/news.ts';
import type { CaseRecord } from '../case/record.ts';
import { referrerReach, wishOf } from '../case/referrer-reach.ts';
import { whoIsOnIt } from '../case/standing.ts';
import { isUnwritten, type SubmittedReferral, type UnwrittenReferral } from '../case/state.ts';
import { leavesSightBeforeDue } from '../case/up-next.ts';
import { dangerTakenBack, isUrgent, saidBack } from '../case/urgent.ts';
import { answerTo } from '../draft/draft.ts';
import type { Pack } from '../protocol/pack.ts';
import { addedBlocks, draftBlock, factBlocks, leavesSightLines, timesAhead, whomToRing } from './mash-facts.ts';
import { mashSlots } from './slots.ts';

const { all, one, buttons } = mashSlots;

/**
 * The card of a case in the MASH channel: when the child leaves sight and what is due, whom to ring, who must not know,
 * then the facts.
 * @param notice a line that only the person who pressed a button sees
 * @source Protocol 8.2
 */
export function caseCard(record: CaseRecord, referral: SubmittedReferral, pack: Pack, notice?: string) {
  const sent: SentCase = { record, referral, pack };
  const other = one(({ instead }) => instead?.(record, notice));
  if (other) return other;
  if (referral.status === 'joined') return joinedCard(sent, referral, notice);
  const card = {
    summary: caseSummary(sent),
    top: [notice && line(notice, 'bold')],
    heading: record.id,
    headingSize: 'ExtraLarge',
    badges: mashBadges(sent),
    buttons: buttons(mashButtons[referral.status], sent),
  } as const;
  const isToRing = referrerReach(record).ring !== undefined;
  const toRing = isUnwritten(referral) ? ringUnwritten(record, referral, pack) : whomToRing(sent, isToRing);
  const ofFeatures = alarmsStay(all(({ blocks }) => blocks?.(sent)));
  const blocks = byLength((length) => [
    missingBlocks(record, referral, Math.min(300, 3 * length)),
    statusBlocks(sent, length),
    ringReferrerBlocks(record, referral),
    toRing,
    careBlock(record, referral),
    !isUnwritten(referral) && plain(behind(2, consentLines(record, pack))),
    childNow(record, referral, Math.max(length, 50)),
    questionBlocks(record, referral, length),
    ofFeatures,
    isUnwritten(referral)
      ? [draftBlock(sent, length), addedBlocks(record, referral, length)]
      : factBlocks(sent, length),
  ]);
  const fewer = unreadNews(record.events).length > 0 ? buttonsOf(sent).onCard : card.buttons;
  const tries = [card.buttons, card.buttons.map(shortened), fewer].map((each) => ({ ...card, buttons: each }));
  const drawn = tries.find((each) => canFit(frameHeight(each), blocks)) ?? { ...card, buttons: fewer };
  return fitted(frameHeight(drawn), blocks, (some) => mashCard({ ...drawn, blocks: some }));
}

/** The only text that may show on a lock screen. */
export function caseSummary(sent: SentCase): string {
  const { record, referral, pack } = sent;
  const { decisionDue } = referral;
  const first = one(({ summary }) => summary?.(sent));
  if (first) return first;
  if (referral.status === 'decided') return `${record.id} is decided`;
  const urgent = isUrgent(record, pack) ? 'URGENT: ' : '';
  if (referral.toldOverdue) return `${urgent}${record.id} is OVERDUE since ${shortDue(decisionDue)}`;
  const due = `decision due ${shortDue(decisionDue)}`;
  if (isUnwritten(referral)) {
    if (referral.route.draft.kind === 'deleted') return `${record.id}: draft deleted by the referrer, ${due}`;
    const called = referral.call.kind === 'made' ? 'phoned' : 'no call after all';
    const back = saidBack(record);
    const so = back ? `said to be ${back.what} ${shortDue(back.at)}, not confirmed` : 'not in writing yet';
    return `${urgent}${record.id}: ${referral.missing.length > 0 ? 'CHILD MISSING' : called}, ${so}, ${due}`;
  }
  const state = referral.allocation.kind === 'nobody' ? 'New referral' : 'Referral';
  const leaves = leavesSightBeforeDue(referral) && actBefore(record, referral, record.changedAt);
  const away = awayOn(record, record.changedAt) ? `, may be taken away on a day they name` : '';
  if (urgent) return `${urgent}${state.toLowerCase()} ${record.id}, ${leaves || due}${away}`;
  return `${state} ${record.id}, ${due}${away}`;
}

export function mashBadges(sent: SentCase): MashCard['badges'] {
  const { record, referral, pack } = sent;
  if (referral.status === 'joined') return [joinedBadge];
  const isDecided = referral.status === 'decided';
  return [
    all(({ badges }) => badges?.(sent)),
    isUrgent(record, pack) && badge.urgent,
    isUnwritten(referral) && unwrittenBadge(referral),
    isDecided && badge.decided,
    isDecided && referral.correction && badge.corrected,
    !isDecided && referral.toldOverdue && badge.overdue,
  ];
}

export function statusBlocks({ record, referral, pack }: SentCase, length: number): Parts<Block> {
  if (referral.status === 'joined') return [joinedBlock(record, referral)];
  const called = isUnwritten(referral) ? callLines(record, referral, pack) : behind(2, phonedFirst(referral, pack));
  const { answers } = record.facts;
  const isDangerNo = answers.values.danger === 'no' && !dangerTakenBack(record.events) && isUrgent(record, pack); // urgent for another reason
  const danger = [!isDangerNo && dangerLines(record, pack), protectionLines(record, pack, length), called];
  if (referral.status === 'decided')
    return decidedBlocks(record, referral, [leavesSightLines(record, referral, length), danger], length);
  const { allocation } = referral;
  const isOnIt = allocation.kind !== 'nobody' && stillOnIt(record, allocation);
  const taken = `${takenWords(record, referral)}${isOnIt || ''}`;
  const again = reopenedBlocks(record, referral, length);
  if (referral.toldOverdue) {
    const overdue = [
      mixed('None', 'Overdue since ', ['large', clockAndDay(referral.decisionDue)]),
      leavesSightLines(record, referral, length),
      `No decision recorded · ${taken}`,
    ];
    return [coloured('attention', overdue), again, plain(danger)];
  }
  const awaited = [timesAhead(record, referral, length), `Awaiting decision · ${taken}`, danger];
  return [coloured(isUrgent(record, pack) ? 'attention' : 'default', awaited, 'Small'), again];
}

/** That who has it has said since that they are still on it. */
function stillOnIt(record: CaseRecord, { by, at }: { by: StaffId; at: Instant }): string {
  const onIt = whoIsOnIt(record);
  return onIt?.by === by && onIt.at > at ? `, still on it ${clock(onIt.at)}` : '';
}

export const cardLimit = 38_000; // Teams takes 80 KB and counts two bytes for each character

const shortTitles: Texts = { take: 'Take it', ask: 'Ask', tell: 'Tell' }; // by verb

/** On a full card these buttons have a row less. */
const shortened = (each: Button): Button => ({
  ...each,
  title: shortTitles[each.verb] ?? each.title,
  tooltip: each.title,
});

/** While news waits to be read, More has the buttons for writing to the referrer, too: the fullest cards leave them out. */
function buttonsOf(sent: SentCase) {
  const names: readonly MashButton[] = mashButtons[sent.referral.status];
  const isWriting = (name: MashButton) => name === 'ask' || name === 'tell';
  return {
    onCard: buttons(
      names.filter((name) => !isWriting(name)),
      sent,
    ),
    underMore: unreadNews(sent.record.events).length > 0 ? buttons(names.filter(isWriting), sent) : [],
  };
}

/** The other actions on the case, shown only to the person who asked for them. */
export function moreCard(sent: SentCase) {
  const { id } = sent.record;
  return onlyYou(id, 'more', {
    badges: mashBadges(sent),
    blocks: [plain(['What do you want to do?'], 'Small')],
    buttons: [
      buttonsOf(sent).underMore,
      all(({ more }) => more?.(sent)),
      button(showVerb, 'Back to the card', { case: id }),
    ],
  });
}

type Joined = Extract<SubmittedReferral, { status: 'joined' }>;

const joinedBadge = { text: 'JOINED', style: 'Good' } as const;

/**
 * The card of a call that was joined into the referrer's case: which case, who joined it, and what the MASH wrote down.
 */
export function joinedCard(sent: SentCase, referral: Joined, notice?: string) {
  const { record, pack } = sent;
  const answer = answersInWords(record.facts.answers, pack);
  return mashCard({
    summary: `${record.id}: joined into ${referral.joined.into}`,
    top: [notice && line(notice, 'bold')],
    heading: record.id,
    headingSize: 'ExtraLarge',
    badges: [joinedBadge],
    blocks: [
      joinedBlock(record, referral),
      missingBlocks(record, referral),
      plain([
        dangerLines(record, pack),
        titledLines('Rang', clockAndDay(referral.clockStart)),
        answerTo(record.facts.answers, 'child-name') && titledLines('Child', answer('child-name')),
        titledLines('What they said', excerpt(answer('worry'))),
        spacedSmallLine('From'),
        whoRefers(record, pack),
      ]),
    ],
    buttons: mashSlots.buttons(mashButtons.joined, sent),
  });
}

const joinedBlock = ({ facts }: CaseRecord, { joined: { into, by, at } }: Joined): Block =>
  coloured('emphasis', [
    line(`Joined into ${into}`, 'large'),
    `By ${facts.names[by] ?? 'a MASH colleague'}, ${clockAndDay(at)}: the same call`,
    'Nothing waits here any more. It is decided there.',
  ]);

/** The badge of a case that is not in writing. `route`: how the case came to the MASH, and what became of its draft. */
const unwrittenBadge = ({ route }: UnwrittenReferral): NonNullable<MashCard['badges']>[number] => ({
  text: route.draft.kind === 'deleted' ? 'DRAFT DELETED' : 'NOT IN WRITING YET',
  style: route.toldOverdue ? 'Attention' : 'Warning',
});

/**
 * The call, by when it must be in writing, and whether the author has since said that they did not ring.
 * @source Protocol 8.2
 */
function callLines(record: CaseRecord, { call, route, missing }: UnwrittenReferral, pack: Pack): Lines {
  switch (call.kind) {
    case 'made': {
      const due = clockAndDay(plus(call.at, pack.clocks.writtenConfirmation.within));
      const by = answerTo(record.facts.answers, 'phoned-who');
      return [
        line(`Phoned ${clockAndDay(call.at)}${by ? `. Call taken by: ${by}` : ''}`, 'bold'),
        route.draft.kind !== 'deleted' && `In writing by ${due}${route.toldOverdue ? '. OVERDUE' : ''}`,
      ];
    }
    case 'taken-back':
      return [line(`The referrer says that they did not ring, ${clockAndDay(call.at)}.`, 'bold')];
    case 'none':
      return [line(missing.length > 0 ? 'No phone call is recorded.' : 'Nothing more is recorded.')];
  }
}

/**
 * Whom to ring while nothing is in writing. If the draft was deleted, it says that nothing more will come.
 */
function ringUnwritten(record: CaseRecord, { route }: UnwrittenReferral, pack: Pack): Parts<Block> {
  const isDeleted = route.draft.kind === 'deleted';
  const { answers, names } = record.facts;
  const otherwise = { name: names[record.author], role: '', phone: 'No number yet: press “Ask the referrer”.' };
  const title = answerTo(answers, 'phone') || answerTo(answers, 'other') ? 'Ring first' : 'Who refers';
  const gone = [
    line('The referrer deleted this draft. Nothing was sent in writing.', 'bold'),
    'A child may still be at risk. Ring them, then record your decision.',
  ];
  const stillToCome = 'The written referral is not sent yet. It comes here when it is.';
  return [
    isDeleted && coloured('emphasis', gone),
    plain([line(title, 'bold'), wishOf(record.events) && wishLine(record), whoRefers(record, pack, otherwise)]),
    !isDeleted && plain([line(stillToCome, 'small')]),
  ];
}
