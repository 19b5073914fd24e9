import type { Action } from '../actions/action.ts';
import { type Context, replyCard, type Services } from '../actions/context.ts';
import { isOfTheDesk } from '../actions/desk-person.ts';
import { personWithoutRoles } from '../actions/surface.ts';
import { answerTyped } from '../actions/typed.ts';
import { helpCard } from '../cards/helpful.ts';
import { erasedIn } from '../case/standing.ts';
import type { PersonRecord } from '../store/people.ts';
import { answerWith, type Responder, replaceOrSend } from './answering.ts';
import { withWhomToRing } from './danger.ts';
import type { Incoming } from './incoming.ts';
import { performPress, pressContext } from './pressing.ts';
import { greeting, meant, typed } from './slots.ts';
import { chatSurface } from './surfaces.ts';

/** Answers what a person types or presses in their own chat. @param isKnown whether this chat was known before */
export async function answerInChat(answers: Responder, incoming: Incoming, isKnown: boolean, deps: Services) {
  const { sender } = incoming;
  const surfaceFor = (action?: Action) => chatSurface(action, sender, deps);
  switch (incoming.kind) {
    case 'installed': {
      const person = await deps.people.load(sender.id);
      const isOfDesk = isOfTheDesk({ by: personWithoutRoles(sender), currentSetUp: deps.currentSetUp });
      return answers.send(greeting({ person, isKnown, isOfDesk }, deps.pack));
    }
    case 'text': {
      if (incoming.text === '') return answers.send(replyCard(helpCard(deps.pack, wordsOnly)));
      const turnInput = { sender, heard: incoming.activityId };
      const turn = pressContext(surfaceFor, incoming.place, turnInput, deps);
      const answer = await replyToWords(incoming.text, { ...turn, by: personWithoutRoles(sender), where: 'chat' });
      const reply = await withWhomToRing(answer, incoming, deps);
      return answers.send(incoming.hasFile ? [...reply, { text: noFiles }] : reply);
    }
    case 'press': {
      const { press, envelope } = incoming;
      const onMessage = envelope.below ? undefined : incoming.onMessage;
      const answer = await performPress(press, surfaceFor, { ...incoming, onMessage }, deps);
      const reply = await withWhomToRing(answer, incoming, deps);
      if (envelope.below) {
        // The pressed card (a receipt or a notice) must stay as it is, so the answer is a message of its own.
        await answers.send(reply);
        return answers.answer({ text: 'See the next message.' });
      }
      return incoming.invoke
        ? answerWith(answers, reply, incoming.onMessage)
        : replaceOrSend(answers, reply, incoming.onMessage, deps);
    }
    case 'unclear-press': {
      const card = helpCard(deps.pack, unreadButton);
      return incoming.invoke ? answers.answer({ card }) : answers.send(replyCard(card));
    }
    case 'edited':
    case 'deleted':
      return answers.send(await replyToChangedWords(incoming, deps));
    case 'nothing':
      return;
  }
}

const unreadButton = {
  heading: 'I could not read that button',
  lines: ['Nothing was changed. Type “my referrals” to go on.'],
};

const noFiles = 'Pictures and files do not reach the MASH through me. Write what you see, or tell the MASH by phone.';
const wordsOnly = { heading: 'I can only read words', lines: [noFiles] };

/** Answers what a person typed in their own chat: a command, or the answer to a question of an open check. */
async function replyToWords(text: string, context: Context) {
  const words = meant(text, 'chat', await whoTypes(context));
  return (await answerTyped(typed, words, context)) ?? [];
}

/** The person who types. Their open check may have been answered, and so have shown its next question, after that was last noted of them. */
async function whoTypes({ people, cases, by }: Context): Promise<PersonRecord> {
  const person = await people.load(by.id);
  const { openDraft, checkAskedAt = '' } = person;
  const answeredAt = openDraft && (await cases.load(openDraft))?.answeredAt;
  return answeredAt && answeredAt > checkAskedAt ? { ...person, checkAskedAt: answeredAt } : person;
}

const remembered = 20;

/**
 * Answers a person who edited or deleted a message in their own chat: that does not change what is stored. The answer
 * repeats nothing of the message, because somebody may be looking at the screen.
 * @returns nothing for an event that was already answered, because Teams may send one twice
 */
async function replyToChangedWords(
  { sender, kind, mark }: Extract<Incoming, { kind: 'edited' | 'deleted' }>,
  { people, cases, pack }: Pick<Services, 'people' | 'cases' | 'pack'>,
) {
  let isNews = false;
  await people.change(sender.id, (person) => {
    const heard = person.changesHeard ?? [];
    isNews = !heard.includes(mark);
    return isNews ? { ...person, changesHeard: [...heard, mark].slice(-remembered) } : person;
  });
  if (!isNews) return [];
  const own = await cases.of(sender.id, remembered);
  const isKept = own.some(({ status, events }) => status !== 'withdrawn' && !erasedIn(events));
  return replyCard(helpCard(pack, isKept ? whereKept[kind] : whereNothingIs));
}

const whereKept = {
  edited: { heading: 'I have your first words', lines: ['Tell me what to change: type “change”.'] },
  deleted: { heading: 'I still keep what you deleted here', lines: ['To change it, type “change”.'] },
};
const whereNothingIs = { heading: 'There is nothing to change', lines: ['I keep no referral of yours.'] };
