import { asItStands, caseAction, notThere } from '../../actions/action.ts';
import type { Context } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import { inOneLine, type Typed } from '../../actions/typed.ts';
import { casesOf } from '../../actions/which-case.ts';
import { withReferences } from '../../base/reference.ts';
import { toReferrer } from '../../cards/face.ts';
import { erasedIn } from '../../case/standing.ts';
import { waiting } from '../../case/up-next.ts';
import {
  lastReferrerMessageLines,
  referrerMessageBlocks,
  referrerMessageCard,
  tellForm,
  wholeReferrerMessage,
} from './cards.ts';
import { clocks, events } from './events.ts';
import { markReferrerMessageRead, readByWords, recordReferrerMessage, whyNotTell } from './rules.ts';
import { latestUnreadReferrerMessage, referrerMessageIn } from './state.ts';
import { referrerMessageRead, sendReferrerMessage, tellReferrer } from './verbs.ts';

const ringThem = 'They rang, so I cannot reach them here. Ring them: the number is on the card.';

/** Both buttons refuse the same people, in the same words. */
const refusals: Pick<Parameters<typeof caseAction>[1], 'whyNot' | 'onRefusal'> = {
  whyNot: ({ record }, at) => whyNotTell(record, at),
  onRefusal: (_sent, _given, _at, why) => (why.kind === 'not-in-teams' ? asItStands(ringThem) : undefined),
};

const actions = [
  caseAction(tellReferrer, { where: ['mash'], ...refusals, does: ({ record }) => ({ card: tellForm(record) }) }),
  caseAction(sendReferrerMessage, {
    where: ['mash'],
    ...refusals,
    does: ({ record }, { inputs }, at) => recordReferrerMessage(record, inputs.message, at),
    problems: { message: 'Write your message.' },
    again({ record }, _given, _at, retry) {
      const { message: notice } = retry.problems;
      return { card: tellForm(record, retry), ...(notice && { notice }) };
    },
    after: (_sent, _given, _at, isNew) =>
      asItStands(isNew ? 'Your message is on its way. This card shows when they have it.' : undefined),
  }),
  caseAction(referrerMessageRead, {
    where: ['chat'],
    does: ({ record }, { number }, at) => markReferrerMessageRead(record, number, at),
    after({ record }, { number }, { pack }) {
      const message = referrerMessageIn(record, number);
      return message ? { card: referrerMessageCard(record, message, pack), storeInChat: true } : notThere;
    },
    onRefusal: () => notThere,
  }),
];

const typed: Typed[] = [
  {
    // in the referrer's own chat: the newest unread message
    words: ['i have read it', 'i’ve read it', "i've read it"],
    async does(_, context) {
      const unreadInCases = (await casesOf(context)).flatMap(({ id, events }) => {
        const unread = erasedIn(events) ? undefined : latestUnreadReferrerMessage(events);
        return unread ? [{ id, unread }] : [];
      });
      const [newest] = unreadInCases.sort((one, other) => (one.unread.at < other.unread.at ? 1 : -1));
      return newest && context.press(referrerMessageRead, { case: newest.id, number: newest.unread.number });
    },
  },
  {
    // “tell HT-…: keep her until 15:30”; in the thread of a case the reference can be left out
    where: ['mash'],
    words: withReferences(/^tell(?:\s+REF)?\s*:\s*/i),
    help: ['tell HT-…: your words', 'A message to the referrer, at once'],
    async does({ named, id: typedId, rest: message }, context) {
      const id = named === undefined ? await caseOfThread(context) : typedId;
      if (!id) return [{ text: named === undefined ? whichCase : noReference }];
      const answer = await context.press(sendReferrerMessage, { case: id }, { message });
      return inOneLine(answer, id, 'You sent exactly that just before. Nothing new was sent.');
    },
  },
];

const example = 'tell HT-7K3F-92H: keep her until 15:30';
const whichCase = `Nothing was sent: which referral? Write its reference, like this: ${example}`;
const noReference = `Nothing was sent: that is no whole reference. Write it like this: ${example}`;

/** The case to which this thread belongs, if it is not over. */
async function caseOfThread({ cases, place }: Context) {
  const open = (await cases.upNext(waiting, 200)).flat();
  return open.find(({ said }) => said.thread === place.conversationId)?.id;
}

export const tellTheReferrer = {
  name: 'tell',
  events,
  clocks,
  face: {
    blocks: referrerMessageBlocks,
    buttons: { tell: toReferrer(tellReferrer, 'Tell the referrer') },
  },
  actions,
  typed,
  follows: readByWords,
  receipt: { progress: lastReferrerMessageLines, last: wholeReferrerMessage },
} satisfies Feature;
