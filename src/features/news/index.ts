import { type Action, caseAction } from '../../actions/action.ts';
import { replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import { inOneLine, type Typed } from '../../actions/typed.ts';
import { liveOf, typedOfOthers } from '../../actions/which-case.ts';
import { caseQuestion, tellsBeside } from '../../understanding/case-questions.ts';
import { face, newsCard, newsStep, readNewsCard, teamFace, whoHasItCard } from './cards.ts';
import { clocks, events, hears, shownRead } from './events.ts';
import { markNewsRead } from './rules.ts';
import { nightNewsIn, sideTask, withNightNews } from './side-task.ts';
import { newsRead } from './verbs.ts';

const actions: readonly Action[] = [
  caseAction(newsRead, {
    where: ['mash', 'assessment', 'desk-chat'],
    who: 'reader',
    worksWhenJoined: true,
    does: ({ record }, { revision }, at) => markNewsRead(record, revision, at),
    // in their own chat it shows the reference and times, and no fact about the child
    after: ({ record }, _, { where, linkTo, pack }) =>
      where === 'desk-chat' ? { card: newsCard({ record, pack, link: linkTo(record) }), storeInChat: true } : undefined,
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
    words: ({ text }) => caseQuestion(text) === 'who-has-it',
    async does({ text }, context) {
      const live = await liveOf(context);
      if (live.length === 0) return undefined;
      const isNews = tellsBeside(text) && 'anything';
      return { reply: replyCard(whoHasItCard(live, context.pack)), isNews };
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
  reminders: { shown: shownRead, overCard: (record, _to, _pack, link) => readNewsCard(record, link) },
  receipt: { progress: newsStep, listed: newsStep },
} satisfies Feature;
