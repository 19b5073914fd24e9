import type { Context } from '../../actions/context.ts';
import type { Command } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { mostCasesListed } from '../../actions/which-case.ts';
import { textAfter } from '../../base/ends.ts';
import { type CaseId, readCaseId } from '../../base/reference.ts';
import { erasedIn } from '../../case/erased.ts';
import { latestUnreadInstruction } from './state.ts';
import { instructionRead, sendInstruction } from './verbs.ts';

/** “I have read it”, in the referrer's own chat, means the newest unread message. */
export const typed: Typed[] = [
  {
    band: 'always',
    words: ['i have read it', 'i’ve read it', "i've read it"],
    async does({ person }, { cases, press }) {
      const own = await cases.of(person.id, mostCasesListed);
      const unreadInCases = own.flatMap(({ id, events }) => {
        const unread = erasedIn(events) ? undefined : latestUnreadInstruction(events);
        return unread ? [{ id, unread }] : [];
      });
      const [newest] = unreadInCases.sort((one, other) => (one.unread.at < other.unread.at ? 1 : -1));
      return newest && press(instructionRead, { case: newest.id, number: newest.unread.number });
    },
  },
];

/** “tell HT-…: keep her until 15:30” in the MASH channel. In the thread of a case the reference can be left out. */
export function tellCommand(text: string): Command | undefined {
  const match = /^tell(?:\s+([a-z]{2,6}-[^\s:]{1,40}))?\s*:\s*/i.exec(text.trim());
  if (!match) return undefined;
  const typedId = match[1];
  const instruction = textAfter(match);
  return async (context) => {
    const id = typedId === undefined ? await caseOfThread(context) : readCaseId(typedId);
    if (!id) return { text: typedId === undefined ? whichCase : noReference };
    const [answer] = await context.press(sendInstruction, { case: id }, { instruction });
    if (!answer || 'text' in answer) return answer ?? { text: noReference };
    return { text: `${id}: ${answer.notice ?? 'You sent exactly that just before. Nothing new was sent.'}` };
  };
}

const example = 'tell HT-7K3F-92Q: keep her until 15:30';
const whichCase = `Nothing was sent: which referral? Write its reference, like this: ${example}`;
const noReference = `Nothing was sent: that is no whole reference. Write it like this: ${example}`;

/** The undecided case to which this thread belongs. */
async function caseOfThread({ cases, place }: Context): Promise<CaseId | undefined> {
  const undecided = await cases.byDue({ status: 'awaiting-decision' }, { offset: 0, limit: 200 });
  return undecided.find(({ said }) => said.thread === place.conversationId)?.id;
}
