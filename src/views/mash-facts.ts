import { additionLines, riskIn } from '../cards/added.ts';
import type { SentCase } from '../cards/face.ts';
import { leavesAt } from '../cards/leaving.ts';
import { clock, clockAndDay, counted, shortDue } from '../cards/london.ts';
import {
  type Block,
  excerpt,
  facts as factsOf,
  type Lines,
  line,
  plain,
  spacedBoldLine,
  spacedLine,
  spacedSmallLine,
  titledLines,
} from '../cards/parts.ts';

import { answersInWords, checkInShort, consentInWords, fosteringText } from '../cards/referral-text.ts';
import { situationLines } from '../cards/situation.ts';
import { holderLines, whoRefers, wishLine, wishOf } from '../cards/who-refers.ts';
import { unreadNews } from '../case/news.ts';
import { type CaseRecord, wordsBehind } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { leavesSightBeforeDue } from '../case/up-next.ts';
import { isUrgent } from '../case/urgent.ts';
import { answerTo } from '../draft/draft.ts';
import { askedGaps, notAsked } from '../draft/fields.ts';
import { detailsToPrint } from '../draft/steps.ts';
import { textOf } from '../history/events.ts';
import { type Field, fieldOf } from '../protocol/pack.ts';
import { mashSlots } from './slots.ts';

/** Whom the MASH should ring, and by when: the person who has the referral now, then the person who sent it. */
export function whomToRing(sent: SentCase): Block {
  const { record, referral, pack } = sent;
  const holder = holderLines(record);
  return plain([
    line(ringTitle(sent), 'bold'),
    holder,
    referral.status === 'awaiting-decision' && wishLine(record),
    holder.length > 0 && spacedSmallLine('Who sent it'),
    whoRefers(record, pack),
  ]);
}

function ringTitle({ record, referral, pack }: SentCase) {
  if (referral.status === 'decided') return 'Who referred';
  const leaves = leavesSightBeforeDue(referral);
  const first = wishOf(record.events)?.wish === 'message' ? 'Message first' : 'Ring first';
  if (leaves && leaves > record.changedAt) return `${first}, before ${leavesAt(referral, shortDue)}`;
  return isUrgent(record, pack) ? first : 'Who referred';
}

/**
 * The known facts, the most important first.
 * @param length the most characters of one text; the check and fostering get twice as many, the worry three times
 * @source Protocol 8.2
 */
export function factLines(sent: SentCase, length: number): Lines {
  const { record, referral, pack } = sent;
  const { answers } = record.facts;
  const answer = answersInWords(answers, pack);
  const known = (id: string) => answerTo(answers, id);
  const age = known('child-age');
  const open = (title: string, fields: Field[]) =>
    fields.length > 0 && titledLines(title, fields.map(({ short }) => short).join(', '));
  const given = detailsToPrint(answers, pack)
    .flatMap(({ fields }) => fields)
    .filter((id) => !['child-name', 'child-age'].includes(id) && known(id))
    .map((id) => fieldOf(pack, id))
    .filter(({ onCard }) => onCard);
  const openNow = askedGaps(answers, pack);
  const never = notAsked(answers, pack).length;
  const situation = situationLines(record, referral, pack);
  const { checkAddedAt } = referral;
  return [
    mashSlots.all(({ facts }) => facts?.(sent)),
    spacedSmallLine(`From the referral of ${clockAndDay(referral.submittedAt)}`),
    titledLines('Child', `${answer('child-name')}${age ? `, ${answer('child-age')}` : ''}`),
    situation.length > 0 && [spacedSmallLine('Situation'), situation],
    titledLines('Worry · whole text in the thread', excerpt(answer('worry'), 3 * length)),
    addedLines(record, referral, length),
    checkAddedAt && spacedBoldLine(`Indicator check added ${clock(checkAddedAt)}`),
    checkAddedAt && record.readBy ? wordsBehind : factsOf(checkInShort(answers, pack), 2 * length),
    titledLines(
      'Consent',
      `${consentInWords(answers, pack)}${known('consent-why') ? `. ${excerpt(answer('consent-why'), length)}` : ''}`,
    ),
    known('basis') && titledLines('Basis', answer('basis')),
    given.map(({ id, short }) => titledLines(short, excerpt(answer(id), length))),
    factsOf(fosteringText(answers, pack), 2 * length),
    open(
      'Not known',
      openNow.filter(({ id }) => answers.readings[id]),
    ),
    open(
      'Left empty',
      openNow.filter(({ id }) => !answers.readings[id]),
    ),
    never > 0 && spacedSmallLine(`Not asked: ${counted(never, 'question')}. “Everything” names them.`),
  ];
}

/**
 * What the referrer added after sending, or to a call that is not in writing yet: first, the newest first, what nobody has read
 * and may speak of danger, a missing child or leaving; then the latest of the others.
 */
export function addedLines(record: CaseRecord, { information }: SubmittedReferral, length: number): Lines {
  const since = unreadNews(record.events)[0]?.at;
  const isRisk = ({ number, at }: (typeof information)[number]) =>
    since && at >= since && riskIn(record.facts.texts[textOf.information(number)] ?? '', at) !== undefined;
  const risks = information.filter(isRisk).toReversed();
  const others = information.filter((each) => !risks.includes(each));
  const earlier = others.length - shownAdditions;
  return [
    risks.slice(0, shownRisks).map((addition) => additionLines(record, addition, Math.max(length, 100))),
    risks.length > shownRisks && spacedBoldLine(`And ${risks.length - shownRisks} more like these, in the thread.`),
    earlier > 0 &&
      spacedLine(`${counted(earlier, 'earlier addition')} ${earlier === 1 ? 'stands' : 'stand'} in the thread.`),
    others.slice(-shownAdditions).map((addition) => additionLines(record, addition, length)),
  ];
}

const shownAdditions = 3;
const shownRisks = 8;
