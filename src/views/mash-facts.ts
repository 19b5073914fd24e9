import { additionLines, riskIn } from '../cards/added.ts';
import type { SentCase } from '../cards/face.ts';
import { leavesAt } from '../cards/leaving.ts';
import { clock, clockAndDay, counted, shortDue } from '../cards/london.ts';
import {
  type Block,
  capitalised,
  excerpt,
  facts as factsOf,
  type Lines,
  line,
  plain,
  shown,
  spacedBoldLine,
  spacedLine,
  spacedSmallLine,
  titledLines,
} from '../cards/parts.ts';

import { answersInWords, consentInWords, fosteringText, indicatorsInShort } from '../cards/referral-text.ts';
import { situationOf } from '../cards/situation.ts';
import { holderLines, whoRefers, wishLine, wishOf } from '../cards/who-refers.ts';
import { unreadNews } from '../case/news.ts';
import { type CaseRecord, wordsBehind } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { leavesSightBeforeDue } from '../case/up-next.ts';
import { isUrgent } from '../case/urgent.ts';
import { type Answers, answerTo } from '../draft/draft.ts';
import { askedGaps, notAsked } from '../draft/fields.ts';
import { says } from '../draft/says.ts';
import { textOf } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
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
 * What the MASH must know first: the child, the worry, what was added, the first signs, and consent. The rest stands in
 * “Everything”.
 * @param length the most characters of one text; fostering gets twice as many, the worry three times. Below 200 fewer signs are
 *   shown
 * @source Protocol 8.2
 */
export function factLines(sent: SentCase, length: number): Lines {
  const { record, referral, pack } = sent;
  const { answers } = record.facts;
  const answer = answersInWords(answers, pack);
  const known = (id: string) => answerTo(answers, id);
  const age = known('child-age');
  const situation = situationOf(record, referral, pack);
  const { checkAddedAt } = referral;
  const worry = answer('worry');
  const consent = shown<string>([
    consentInWords(answers, pack),
    known('consent-from') && answer('consent-from'),
    known('consent-why') && excerpt(answer('consent-why'), length),
  ]);
  return [
    mashSlots.all(({ facts }) => facts?.(sent)),
    spacedSmallLine(`From the referral of ${clockAndDay(referral.submittedAt)}`),
    titledLines('Child', `${answer('child-name')}${age ? `, ${answer('child-age')}` : ''}`),
    situation.words && titledLines('Situation', situation.words),
    titledLines(worry.length > 3 * length ? 'Worry · whole text in the thread' : 'Worry', excerpt(worry, 3 * length)),
    addedLines(record, referral, length),
    checkAddedAt && spacedBoldLine(`Indicator check added ${clock(checkAddedAt)}`),
    checkAddedAt && record.readBy
      ? wordsBehind
      : factsOf(indicatorsInShort(answers, pack, length < 200 ? fewSigns : shownSigns)),
    titledLines('Consent', consent.join('. ')),
    factsOf(fosteringText(answers, pack), 2 * length),
    gapsLine(answers, pack, situation),
  ];
}

const [shownSigns, fewSigns] = [8, 3];

/** How much is open, in one line. “Everything” names each. */
function gapsLine(answers: Answers, pack: Pack, { unknown, leftEmpty }: ReturnType<typeof situationOf>): Lines {
  const asked = askedGaps(answers, pack);
  const saidUnknown = asked.filter(({ id }) => answers.readings[id]).length;
  const counts = Object.entries({
    'not known': unknown + saidUnknown,
    'left empty': leftEmpty + asked.length - saidUnknown,
    'not asked': notAsked(answers, pack).length,
  }).filter(([, count]) => count > 0);
  return [counts.length > 0 && spacedSmallLine(capitalised(counts.map((each) => each.join(': ')).join(' · ')))];
}

/**
 * What the referrer added after sending, or to a call that is not in writing yet: first, the newest first, what nobody has read
 * and may speak of danger, a missing child or leaving; what may find the child, read or not; then the latest of the others.
 */
export function addedLines(record: CaseRecord, { information }: SubmittedReferral, length: number): Lines {
  const since = unreadNews(record.events)[0]?.at;
  const isRisk = ({ number, at }: (typeof information)[number]) =>
    since && at >= since && riskIn(record.facts.texts[textOf.information(number)] ?? '', at) !== undefined;
  const risks = information.filter(isRisk).toReversed();
  const shown = risks.slice(0, shownRisks);
  const mayFind = ({ number }: (typeof information)[number]) =>
    says('finds', record.facts.texts[textOf.information(number)] ?? '');
  const finds = information.filter((each) => !shown.includes(each) && mayFind(each)).slice(-shownFinds);
  const kept = [...shown, ...finds.toReversed()];
  const more = risks.filter((each) => !kept.includes(each)).length;
  const others = information.filter((each) => !risks.includes(each) && !kept.includes(each));
  const earlier = others.length - shownAdditions;
  return [
    kept.map((addition) => additionLines(record, addition, Math.max(length, 100))),
    more > 0 && spacedBoldLine(`And ${more} more like these, in the thread.`),
    earlier > 0 &&
      spacedLine(`${counted(earlier, 'earlier addition')} ${earlier === 1 ? 'stands' : 'stand'} in the thread.`),
    others.slice(-shownAdditions).map((addition) => additionLines(record, addition, length)),
  ];
}

const shownAdditions = 3;
const shownRisks = 8;
const shownFinds = 5;
