import { oncePer } from '../base/once-per.ts';
import type { Instant } from '../base/time.ts';
import {
  additionInShort,
  additionLines,
  besideThose,
  isGrave,
  isShort,
  isUnreadRisk,
  rightsOf,
  withRights,
} from '../cards/added.ts';
import type { SentCase } from '../cards/face.ts';
import { alarmsStay, behind, isBold, uncut } from '../cards/fitted.ts';
import {
  otherwiseSaid,
  papersSay,
  rightsOfChild,
  rightsShown,
  saidLater,
  situationOf,
  worryLines,
} from '../cards/later-facts.ts';
import { awayOn, hasLeft, leavesAt, leavesSaid, leavesWords, leavingsOf, thereSince } from '../cards/leaving.ts';
import { clock, clockAndDay, counted, shortDue } from '../cards/london.ts';
import {
  asLines,
  type Block,
  capitalised,
  excerpt,
  facts as factsOf,
  type Line,
  type Lines,
  line,
  mixed,
  type Parts,
  plain,
  shown,
  spacedBoldLine,
  spacedLine,
  spacedSmallLine,
  titledLines,
} from '../cards/parts.ts';
import { answerInWords, answersInWords, fosteringText, indicatorsInShort } from '../cards/referral-text.ts';
import { holderLines, whoRefers, wishLine } from '../cards/who-refers.ts';
import { besideHelp } from '../case/child-told.ts';
import { unreadNews } from '../case/news.ts';
import { type CaseRecord, wordsBehind } from '../case/record.ts';
import { isChildMissing } from '../case/referral.ts';
import { wishOf } from '../case/referrer-reach.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { leavesSightBeforeDue } from '../case/up-next.ts';
import { isUrgent, saidBack } from '../case/urgent.ts';
import { weightOf } from '../draft/aside.ts';
import { type Answers, answerTo } from '../draft/draft.ts';
import { askedGaps, notAsked, wasAsked } from '../draft/fields.ts';
import { says } from '../draft/says.ts';
import { textOf } from '../history/events.ts';
import { fieldOf, type Pack } from '../protocol/pack.ts';
import { mashSlots } from './slots.ts';

/**
 * Whom the MASH should ring, and by when: the person who has the referral now, then the person who sent it.
 * @param isAbove whether their number stands above already
 */
export function whomToRing(sent: SentCase, isAbove: boolean): Block {
  const { record, referral, pack } = sent;
  const holder = holderLines(record);
  const who = asLines(whoRefers(record, pack));
  const lines = [
    line(ringTitle(sent), 'bold'),
    holder,
    referral.status === 'awaiting-decision' && behind(2, [wishLine(record)]),
    holder.length > 0 && behind(2, [spacedSmallLine('Who sent it'), who]),
    holder.length === 0 && who.map((each, at) => (at === 0 || isBold(each) ? each : { ...each, behind: 2 as const })),
  ];
  return plain(isAbove ? behind(2, lines) : lines);
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
 * @param length the most characters of one text; fostering gets twice as many, the worry with what was said beside it always
 *   600. With less than 50 fewer signs are shown
 * @source Protocol 8.2
 */
export function factBlocks(sent: SentCase, length: number): Parts<Block> {
  const { record, referral, pack } = sent;
  const { answers } = record.facts;
  const answer = answersInWords(answers, pack);
  const known = (id: string) => answerTo(answers, id);
  const age = known('child-age');
  const situation = situationOf(record, referral, pack);
  const { checkAddedAt } = referral;
  const why = known('consent-why') && answer('consent-why');
  const name = saidLater(record, 'child');
  const papers = papersSay(answers);
  const noName = wasAsked(answers, 'child-name') ? answer('child-name') : 'No name on the form';
  const given = known('child-name') ?? name ?? noName;
  const child = shown<string>([
    `${given}${age ? `, ${answer('child-age')}` : ''}${papers ? `, they wrote “${papers}”` : ''}`,
    known('child-name') && name,
  ]).join(' · ');
  const less = (lines: Lines) =>
    referral.status === 'decided' || referral.reopening ? behind(2, lines) : asLines(lines);
  return [
    alarmsStay([plain(mashSlots.all(({ facts }) => facts?.(sent)))]),
    plain([
      behind(2, [line(`From the referral of ${clockAndDay(referral.submittedAt)}`, 'small')]),
      length < 50 ? behind(2, [spacedSmallLine('Child')]) : spacedSmallLine('Child'),
      withRights(record, excerpt(child, length < 50 && !name && !papers ? 48 : 200), rightsOfChild(record)),
      otherwiseSaid(record, rightsShown(record)),
      situation.words && behind(2, titledLines('Situation', situation.words)),
      less(worryLines(record, answer('worry'))),
    ]),
    addedBlocks(record, referral, length),
    plain(
      less([
        checkAddedAt && line(`Indicator check added ${clock(checkAddedAt)}`, 'bold'),
        checkAddedAt && record.readBy
          ? wordsBehind
          : factsOf(indicatorsInShort(answers, pack, length < 50 ? fewSigns : shownSigns)).map((each) => ({
              ...each,
              isWhole: true,
            })),
      ]),
    ),
    plain(
      behind(1, [
        why && titledLines('Consent: why', excerpt(why, length)),
        factsOf(fosteringText(answers, pack), 2 * length),
        gapsLine(answers, pack, situation),
      ]),
    ),
  ];
}

/**
 * Of a child in danger, or missing, what stands in the draft that is not sent yet. On a full card the worry goes behind a press.
 * @param length of the child's description, and a third of the worry's
 */
export function draftBlock({ record: { facts }, pack }: SentCase, length: number): Block {
  const said = (id: string, most: number) =>
    answerTo(facts.answers, id) && excerpt(answerInWords(facts.answers, fieldOf(pack, id), pack), most);
  const titled = (id: string, most: number) => {
    const words = said(id, most);
    return words && line(`${fieldOf(pack, id).short}: ${words}`);
  };
  const who = [said('child-name', Math.max(50, length)), said('child-age', 50)].filter(Boolean).join(' · ');
  const child = asLines([who && line(`Child: ${who}`)]);
  const more = behind(2, [
    titled('leaves-sight', 50),
    titled('worry', Math.min(worryShown, Math.max(100, 3 * length))),
  ]);
  return plain(
    child.length + more.length > 0
      ? [spacedBoldLine('In their draft, not sent yet'), child.map((each) => ({ ...each, isWhole: true })), more]
      : [],
  );
}

const worryShown = 600; // of a draft
const [shownSigns, fewSigns] = [8, 2];

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

type Added = SubmittedReferral['information'];

/**
 * What of it stands where on the card. What nobody has read: first what was put right and what may speak of danger, a
 * missing child or leaving, with the newest words second. Then what may find the child, or what they wrote since the child is said to be back; in short what else is grave, the newest first; then the others.
 * What puts words right stands beside them. A card is drawn several times until it fits.
 */
const sorted = oncePer((information: Added, record: CaseRecord) => {
  const since = unreadNews(record.events)[0]?.at;
  const isUnread = (at: Instant | undefined) => since !== undefined && at !== undefined && at >= since;
  const right = besideThose(record, information.map(nameOf));
  const wordsOf = (each: Added[number]) => record.facts.texts[nameOf(each)] ?? '';
  const shownRights = rightsShown(record).map(({ name }) => name);
  const isBeside = (name: string) => right.has(name) || (shownRights.includes(name) && isShort(record, name));
  const besides = new Set(information.filter((each) => isBeside(nameOf(each))));
  const rightedAt = (each: Added[number]) => rightsOf(record, nameOf(each)).at(-1)?.at;
  const isElsewhere = (each: Added[number]) => besides.has(each) || besideHelp(wordsOf(each), record) !== wordsOf(each);
  const newest = information.slice(-1).filter((each) => isUnread(each.at) && !isElsewhere(each));
  const isRisk = (each: Added[number]) => isUnreadRisk(record, nameOf(each), each.at);
  const risks = new Set(information.filter(isRisk).toReversed());
  const grave = [...information.filter((each) => isUnread(rightedAt(each))).toReversed(), ...risks];
  const first = [...new Set([...grave.slice(0, 1), ...newest, ...grave])].slice(0, shownRisks);
  const back = saidBack(record)?.at;
  const isNow = (each: Added[number]) => (back ? each.at >= back : says('finds', wordsOf(each)));
  const finds = information.filter((each) => ![...first, ...besides].includes(each) && isNow(each));
  const kept = [...first, ...finds.slice(-shownFinds).toReversed()];
  const left = information.filter((each) => !kept.includes(each) && (risks.has(each) || !besides.has(each)));
  const inShort = left.filter((each) => risks.has(each) || isGrave(wordsOf(each), each.at));
  const others = left.filter((each) => !inShort.includes(each));
  return { kept, inShort: inShort.toReversed(), others, newest: newest.filter((each) => !risks.has(each)) };
});
const nameOf = ({ number }: Added[number]) => textOf.information(number);

/**
 * What the referrer added after sending, or to a call that is not in writing yet. Thanks and what is asked of the bot go first
 * where not all find room; what matters to who decides stays, in short.
 */
export function addedBlocks(record: CaseRecord, { information }: SubmittedReferral, length: number): Block[] {
  const { kept, inShort, others, newest } = sorted(information, record);
  const most = shownAdditions - (kept.some((each) => each === information.at(-1)) ? 1 : 0);
  const weight = (each: Added[number]) => weightOf(record.facts.texts[nameOf(each)] ?? '');
  const ranked = others.toSorted((one, other) => weight(one) - weight(other));
  const left = ranked.slice(0, -most);
  const short = [...inShort, ...left.filter((each) => weight(each) === 2).toReversed()];
  const earlier = left.filter((each) => weight(each) < 2).length;
  const sizes = kept.map((each) => Math.min(200, (record.facts.texts[nameOf(each)] ?? '').length) + 100);
  const fitting = sizes.findIndex(
    (_, at) => sizes.slice(0, at + 1).reduce((sum, size) => sum + size, 0) > roomForRisks,
  );
  const first = fitting < 0 ? kept : kept.slice(0, Math.max(1, fitting));
  const whole = (each: Added[number]) => uncut(additionLines(record, each, 200));
  return [
    plain(first.map((each) => (newest.includes(each) ? behind(2, whole(each)) : whole(each)))),
    plain(
      behind(1, [
        kept.slice(first.length).map((addition) => additionLines(record, addition, 200)),
        short.slice(0, mostInShort).map((addition) => additionInShort(record, addition)),
        short.length > mostInShort &&
          spacedBoldLine(`And ${short.length - mostInShort} more like these, in the thread.`),
        earlier > 0 &&
          spacedLine(`${counted(earlier, 'earlier addition')} ${earlier === 1 ? 'stands' : 'stand'} in the thread.`),
        others
          .filter((each) => !left.includes(each))
          .map((addition) => additionLines(record, addition, Math.max(length, 50))),
      ]),
    ),
  ];
}

const roomForRisks = 600; // characters: two long ones, or four short ones, never go behind a press
const mostInShort = 20;
const shownAdditions = 3;
const shownRisks = 8;
const shownFinds = 5;

/**
 * When the child leaves sight and when the decision is due. The earlier time comes first, in large letters.
 * @source Protocol 8.2
 */
export function timesAhead(record: CaseRecord, referral: SubmittedReferral, length: number): Lines {
  const due = clockAndDay(referral.decisionDue);
  const away = awayOn(record, record.changedAt);
  const there = [thereSince(record, referral), away && line(`May be taken away on ${away} (not confirmed)`, 'bold')];
  if (leavesSightBeforeDue(referral) === undefined)
    return [mixed('None', 'Decision due by ', ['large', due]), leavesSightLines(record, referral, length), there];
  return [
    leavingsOf(referral).map((each) =>
      mixed('None', `${leavesWords(each, record.changedAt)} `, ['large', leavesAt(each)]),
    ),
    there,
    `Decision due by ${due}`,
  ];
}

/** When the child next leaves the referrer's sight; or what they said of it and when, with their words of at most this length. */
export function leavesSightLines(record: CaseRecord, referral: SubmittedReferral, length: number): Line[] {
  const { answers } = record.facts;
  const { safe, sightSaid } = referral;
  if (isChildMissing(referral)) return [];
  const leavesSight = sightSaid ? referral.leavesSight : answers.readings['leaves-sight']?.at;
  const said = leavesSaid(record, referral);
  const words = answerTo(answers, 'leaves-sight');
  if (!leavesSight)
    return said ? [line(`Next leaves sight: ${said}${words ? ` (“${excerpt(words, length)}”)` : ''}`, 'bold')] : [];
  if (!sightSaid && safe && leavesSight <= safe.at) return []; // it is over
  return leavingsOf({ ...referral, leavesSight }).map((leaving) => {
    const title = hasLeft(leaving, record.changedAt) ? leavesWords(leaving, record.changedAt) : 'Next leaves sight:';
    return line(`${title} ${leavesAt(leaving)}`, 'bold');
  });
}
