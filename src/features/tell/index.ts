import { asItStands, caseAction, notThere } from '../../actions/action.ts';
import type { Context } from '../../actions/context.ts';
import type { Command, Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { textAfter } from '../../base/ends.ts';
import { readCaseId } from '../../base/reference.ts';
import { toReferrer } from '../../cards/face.ts';
import { faultsInWords, formAgain } from '../../cards/forms.ts';
import { erasedIn } from '../../case/standing.ts';
import { lastReferrerMessageLines, referrerMessageBlocks, referrerMessageCard, tellForm } from './cards.ts';
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
    again({ record }, given, _, why) {
      const retry = formAgain(given, faultsInWords(why, { message: 'Write your message.' }));
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

/** “I have read it”, in the referrer's own chat, means the newest unread message. */
const typed: Typed[] = [
  {
    band: 'always',
    words: ['i have read it', 'i’ve read it', "i've read it"],
    async does({ person }, { cases, press }) {
      const own = await cases.of(person.id);
      const unreadInCases = own.flatMap(({ id, events }) => {
        const unread = erasedIn(events) ? undefined : latestUnreadReferrerMessage(events);
        return unread ? [{ id, unread }] : [];
      });
      const [newest] = unreadInCases.sort((one, other) => (one.unread.at < other.unread.at ? 1 : -1));
      return newest && press(referrerMessageRead, { case: newest.id, number: newest.unread.number });
    },
  },
];

/** “tell HT-…: keep her until 15:30” in the MASH channel. In the thread of a case the reference can be left out. */
function tellCommand(text: string): Command | undefined {
  const match = /^tell(?:\s+([a-z]{2,6}-[^\s:]{1,40}))?\s*:\s*/i.exec(text.trim());
  if (!match) return undefined;
  const typedId = match[1];
  const message = textAfter(match);
  return async (context) => {
    const id = typedId === undefined ? await caseOfThread(context) : readCaseId(typedId);
    if (!id) return { text: typedId === undefined ? whichCase : noReference };
    const [answer] = await context.press(sendReferrerMessage, { case: id }, { message });
    if (!answer || 'text' in answer) return answer ?? { text: noReference };
    return { text: `${id}: ${answer.notice ?? 'You sent exactly that just before. Nothing new was sent.'}` };
  };
}

const example = 'tell HT-7K3F-92Q: keep her until 15:30';
const whichCase = `Nothing was sent: which referral? Write its reference, like this: ${example}`;
const noReference = `Nothing was sent: that is no whole reference. Write it like this: ${example}`;

/** The case to which this thread belongs, if it is not over. */
async function caseOfThread({ cases, place }: Context) {
  const open = (await cases.upNext({}, { offset: 0, limit: 200 })).flat();
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
  command: (text, where) => (where === 'mash' ? tellCommand(text) : undefined),
  receipt: { progress: lastReferrerMessageLines },
} satisfies Feature;
