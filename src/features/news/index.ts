import { z } from 'zod';
import { type Action, type At, asItStands, caseAction } from '../../actions/action.ts';
import { type ReplyMessage, replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Announcement, SideTask, SideTaskDeps } from '../../actions/side-task.ts';
import { inOneLine, type Typed } from '../../actions/typed.ts';
import { liveOf, typedOfOthers } from '../../actions/which-case.ts';
import { whoseNames } from '../../actions/whose-words.ts';
import { CaseId, referencesIn } from '../../base/reference.ts';
import { Instant } from '../../base/time.ts';
import type { SentCase } from '../../cards/face.ts';
import { helpCard } from '../../cards/helpful.ts';
import { clock, clockAndDay } from '../../cards/london.ts';
import { type Card, excerpt, type Line, line, noticeCard, shown, spacedLine } from '../../cards/parts.ts';
import { childInWords, whoHasIt } from '../../cards/to-referrer.ts';
import { answerGuess } from '../../cards/verbs.ts';
import { newsOf, unreadNews } from '../../case/news.ts';
import { type CaseRecord, ownAnswers, textIn } from '../../case/record.ts';
import { isTaken } from '../../case/referral.ts';
import { erasedIn, sentReferral, submitted } from '../../case/standing.ts';
import { isOwnReferral, seenAt } from '../../case/state.ts';
import { asksForHelp } from '../../draft/near-said.ts';
import { textOf } from '../../history/events.ts';
import { referrerMessageText } from '../../history/referral.ts';
import type { Pack } from '../../protocol/pack.ts';
import { document } from '../../store/change.ts';
import { type PersonRecord, unsaidIn } from '../../store/people.ts';
import { caseQuestion, tellsBeside } from '../../understanding/case-questions.ts';
import { dutiesIn, onDutyAt, spansOf } from '../duty/duty-state.ts';
import { face, newsCard, readNewsCard, sentWords, teamFace, unreadCard } from './cards.ts';
import { clocks, events, hears, shownRead } from './events.ts';
import { isAsking, markNewsRead, sayWhetherSo } from './rules.ts';
import { newsRead } from './verbs.ts';

/** In their own chat it shows the reference and times, and no fact about the child. */
const inChat = (record: CaseRecord, { where, linkTo, pack }: At): ReplyMessage | undefined =>
  where === 'desk-chat' ? { card: newsCard({ record, pack, link: linkTo(record) }), storeInChat: true } : undefined;

/** The words, to this person only: they are not stored there. */
function wordsInChat(record: CaseRecord, said: string, { where, linkTo, pack }: At): ReplyMessage | undefined {
  const card = where === 'desk-chat' ? unreadCard({ record, pack, link: linkTo(record) }, said) : undefined;
  return card && { card, showsFact: true };
}

const actions: readonly Action[] = [
  caseAction(newsRead, {
    where: ['mash', 'assessment', 'desk-chat'],
    who: 'reader',
    worksWhenJoined: true,
    does: ({ record }, given, at) => markNewsRead(record, given, at),
    after: ({ record }, _, at) => inChat(record, at),
  }),
  caseAction(answerGuess, {
    where: ['mash', 'desk-chat'],
    who: 'reader',
    worksWhenJoined: true,
    does({ record }, { said, is }, at) {
      if (is !== 'show') return sayWhetherSo(record, { said, is }, at.pack, at);
      return wordsInChat(record, said, at) ?? asItStands();
    },
    after: ({ record }, { said }, at) => wordsInChat(record, said, at) ?? inChat(record, at),
  }),
];

const words = /^i(?:\s+have|['’]ve)\s+read\s+it\b[\s:,]*(?<id>.*)/i;

/**
 * “I have read it” and a reference does what the button does. Everybody in a channel sees the answer, so it shows only the
 * reference. In their own chat the words without a reference, and from its author, who means a MASH message, are not about news.
 */
const typed: readonly Typed[] = [
  {
    where: ['mash', 'assessment'],
    words,
    help: ['I have read it HT-…', 'You have read what came in after the decision'],
    async does({ id }, { press }) {
      return id
        ? inOneLine(await press(newsRead, { case: id }), id, 'what was new is read. Its card says by whom.')
        : [{ text: 'Which one? Write “I have read it” and its reference. Nothing was recorded.' }];
    },
  },
  {
    // “did the manager see this”: the case itself holds the answer
    band: 'before the question',
    words: ({ text, person }) =>
      caseQuestion(text) === 'who-has-it' ||
      (!person.openDraft && referencesIn(text).length === 0 && asksForHelp(text)),
    async does({ text }, context) {
      const live = await liveOf(context);
      const isForHelp = asksForHelp(text);
      if (live.length === 0 || (isForHelp && !live.some((each) => isTaken(submitted(each))))) return undefined;
      const isNews = (isForHelp || tellsBeside(text)) && 'anything';
      const person = await context.people.load(context.by.id);
      const named = whoseNames(text, live); // “did you get what i said about gaz?”
      const asked = named.length > 0 ? named : live;
      const about = { isForHelp, isOfSeveral: live.length > 1 };
      return { reply: replyCard(whoHasItCard(asked, context.pack, onWords(person), about)), isNews };
    },
  },
  typedOfOthers(words, (id, _, { press }) => press(newsRead, { case: id })),
];

export const news = {
  name: 'news',
  events,
  clocks,
  hears,
  face,
  teamFace,
  actions,
  typed,
  sideTask,
  async carriesOut({ id }, { kind }, { store, caseContext }) {
    if (kind !== 'unread-at-night') return false;
    await nightNewsIn(store).change((before) => withNightNews(before, id, caseContext().now));
    return true;
  },
  reminders: { shown: shownRead, overCard: (record, _to, pack, link) => readNewsCard(record, link, pack) },
  receipt: { progress: newsStep, listed: newsStep },
} satisfies Feature;

/** Says once more, with a signal, when the next manager’s duty begins, what came silently before and nobody has read. */
function sideTask({ store, cases, caseContext, now }: SideTaskDeps): SideTask {
  const night = nightNewsIn(store);
  return {
    everyMs: 5000,
    async does() {
      const noted = await night.load();
      if (noted.cases.length === 0) return [];
      const found = await Promise.all(
        noted.cases.map(async (each) => ({ ...each, record: await cases.load(each.id) })),
      );
      const isRead = ({ record }: (typeof found)[number]) =>
        !record || unreadNews(record.events).length === 0 || record.status === 'joined' || erasedIn(record.events);
      const read = found.filter(isRead);
      if (read.length > 0) await night.change((before) => withoutNightNews(before, read));
      const { managers } = caseContext().desk;
      const spans = onDutyAt(spansOf(await dutiesIn(store).load()), now());
      return spans.flatMap(({ staff: to, from }): Announcement[] => {
        const ids = found.flatMap(({ id, at, record }) => {
          const referral = record && sentReferral(record);
          return referral && at < from && !read.some((each) => each.id === id) && !isOwnReferral(referral, to)
            ? id
            : [];
        });
        if (!managers.includes(to) || ids.length === 0) return [];
        return [{ key: `night ${to} ${from}`, kind: 'night-news', to, sounds: true, card: () => nightCard(ids) }];
      });
    },
  };
}

const mostListed = 20;

/** The references of the cases in which nobody has read what the referrer said while no manager was on duty. */
export const nightCard = (ids: CaseId[]) =>
  noticeCard({
    summary: 'Not read yet: what came while nobody was on duty',
    heading: 'Not read yet',
    lines: [
      'This came while no manager was on duty, and nobody has read it:',
      ids.slice(0, mostListed).map((id) => line(id, 'bold')),
      ids.length > mostListed && `and ${ids.length - mostListed} more`,
      'Read each in the channel, and press “I have read it” on its card.',
    ],
  });

const NightNews = z.object({ cases: z.array(z.object({ id: CaseId, at: Instant })) });
type NightNews = z.infer<typeof NightNews>;

/** The cases in which news came silently while no manager was on duty, until it is read. `at`: when the last came. */
const nightNewsIn = document('night-news', NightNews, { cases: [] });

const withNightNews = ({ cases }: NightNews, id: CaseId, at: Instant): NightNews => ({
  cases: [...cases.filter((each) => each.id !== id), { id, at }],
});

/** Leaves out what was read. What has come in the same case meanwhile stays. */
const withoutNightNews = ({ cases }: NightNews, read: NightNews['cases']): NightNews => ({
  cases: cases.filter(({ id, at }) => !read.some((each) => each.id === id && each.at === at)),
});

/** To whom what the referrer last said was sent, as far as Teams has taken it, whether somebody has read it, and what before it nobody has. */
function lastSaid(record: CaseRecord): string[] {
  const news = newsOf(record.events).at(-1);
  if (!news) return [];
  const { at, typedAt = at, read } = news;
  const words = `What you told us at ${clock(typedAt)}: ${sentWords(record, news)}`;
  const before = unreadNews(record.events).filter(({ number }) => number < news.number);
  if (!read) return [`○  ${words}not read yet`];
  const isMore =
    before.length > 0 &&
    `○  What you told us at ${before.map((each) => clock(each.typedAt ?? each.at)).join(', ')}: not read yet`;
  return shown<string>([`✓  ${words}read at ${clockAndDay(read.at)}`, isMore]);
}

function newsStep({ record }: SentCase): Line[] {
  return lastSaid(record).map(spacedLine);
}

/** Who is on their words of which nobody has said the child: they may be of any of their referrals. */
function onWords(person: PersonRecord): string[] {
  const { at, read } = unsaidIn(person).findLast((words) => words.read?.onIt) ?? {};
  return at && read
    ? [`${read.name} is on your words of ${clock(at)}, child not yet said, since ${clock(read.at)}.`]
    : [];
}

const forHelpText = 'Danger now, or in doubt: ring 999 yourself. I send nobody, and I ring nobody.';
/** What the MASH wrote to its author last. */
function lastWritten(record: CaseRecord): string[] {
  const last = record.events.findLast(isAsking);
  if (!last) return [];
  const name = last.type === 'QuestionAsked' ? textOf.question(last.question) : referrerMessageText(last.number);
  return [`The MASH wrote at ${clockAndDay(last.at)}: “${excerpt(textIn(record, name), 200)}”`];
}

/** Answers its author who has each of their referrals, since when, and whether somebody has read what they sent. @param others who is on words without a child */
export function whoHasItCard(
  records: CaseRecord[],
  pack: Pack,
  others: string[] = [],
  { isForHelp = false, isOfSeveral = true } = {},
): Card {
  const lines = records.flatMap((record) => {
    const referral = submitted(record);
    const seen = seenAt(referral);
    const sent = seen ? `✓  Seen at ${clockAndDay(seen)}` : '○  Nobody has told me that they have read it yet';
    const said = lastSaid(record);
    return [
      `${record.id}${isOfSeveral ? `, ${childInWords(ownAnswers(record)) ?? 'no name yet'}` : ''}: ${whoHasIt(record, referral) || 'nobody has taken it yet.'}`,
      ...(said.length > 0 ? said : [sent]),
      ...lastWritten(record),
    ];
  });
  const isUnread = lines.some((each) => each.startsWith('○'));
  return helpCard(pack, {
    heading: isForHelp ? 'What I know' : 'Who has it',
    lines: [
      isForHelp ? forHelpText : '',
      ...others,
      ...lines,
      isUnread ? 'Can it not wait? Ring, and give the reference.' : '',
    ].filter(Boolean),
  });
}
