import { type Action, caseAction } from '../../actions/action.ts';
import type { Command, Feature } from '../../actions/feature.ts';
import { typedOfOthers } from '../../actions/which-case.ts';
import { readCaseId } from '../../base/reference.ts';
import { face, newsReadCard, newsStep, readNewsCard, teamFace } from './cards.ts';
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
      where === 'desk-chat'
        ? { card: newsReadCard({ record, pack, link: linkTo(record) }), storeInChat: true }
        : undefined,
  }),
];

const words = /^i(?:\s+have|['’]ve)\s+read\s+it\b[\s:,]*(?<id>.*)/i;

/**
 * “I have read it” and a reference, written to the bot in a channel, does what the button does there. Everybody in the
 * channel sees the answer, so it shows only the reference.
 * @returns undefined for other words
 */
function newsReadCommand(text: string): Command | undefined {
  const match = words.exec(text.trim());
  if (!match) return undefined;
  return async ({ press }) => {
    const id = readCaseId(match.groups?.id ?? '');
    if (!id) return { text: 'Which one? Write “I have read it” and its reference. Nothing was recorded.' };
    const [answer = { text: '' }] = await press(newsRead, { case: id });
    return 'card' in answer ? { text: `${id}: what was new is read. Its card says by whom.` } : answer;
  };
}

/** The same in a person's own chat. Without a reference, and from its author, who means a MASH message, it is not about news. */
const typed = [typedOfOthers(words, (id, _, { press }) => press(newsRead, { case: id }))];

export const news = {
  name: 'news',
  events,
  clocks,
  hears,
  face,
  teamFace,
  actions,
  typed,
  command: newsReadCommand,
  sideTask,
  async carriesOut({ id }, { kind }, { store, caseContext }) {
    if (kind !== 'unread-at-night') return false;
    await nightNewsIn(store).change((before) => withNightNews(before, id, caseContext().now));
    return true;
  },
  reminders: { shown: shownRead, overCard: (record, _to, _pack, link) => readNewsCard(record, link) },
  receipt: { progress: newsStep, listed: newsStep },
} satisfies Feature;
