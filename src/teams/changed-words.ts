import type { Reply, Services } from '../actions/context.ts';
import { erasedIn } from '../case/erased.ts';
import type { Incoming } from './incoming.ts';

const remembered = 20;

/**
 * Answers a person who edited or deleted a message in their own chat: that does not change what is stored. The answer
 * repeats nothing of the message, because somebody may be looking at the screen.
 * @returns nothing for an event that was already answered, because Teams may send one twice
 */
export async function replyToChangedWords(
  { sender, kind, mark }: Extract<Incoming, { kind: 'edited' | 'deleted' }>,
  { people, cases }: Pick<Services, 'people' | 'cases'>,
): Promise<Reply> {
  let isNews = false;
  await people.change(sender.id, (person) => {
    const heard = person.changesHeard ?? [];
    isNews = !heard.includes(mark);
    return isNews ? { ...person, changesHeard: [...heard, mark].slice(-remembered) } : person;
  });
  if (!isNews) return [];
  const own = await cases.of(sender.id, remembered);
  const isKept = own.some(({ status, events }) => status !== 'withdrawn' && !erasedIn(events));
  return [{ text: isKept ? whereKept[kind] : whereNothingIs }];
}

const whereKept = {
  edited: 'I have your first words. Tell me what to change: type “change”.',
  deleted: 'Deleting here does not take it out of what I keep. Type “change”.',
};
const whereNothingIs = 'I keep no referral of yours, so there is nothing to change.';
