import type { Context, Doing } from '../actions/context.ts';
import type { Sender } from '../actions/place.ts';
import { type Reply, say } from '../actions/reply.ts';
import { answerTyped as answerWords, saidIn } from '../actions/typed.ts';
import { contactsTyped } from '../features/contacts/typed.ts';
import { copiesTyped } from '../features/copies/typed.ts';
import { askWriting, itWasNotMe, takeWriting } from '../features/desk/writing.ts';
import { disagreementTyped } from '../features/disagreement/typed.ts';
import { askInformation, takeInformation } from '../features/information/actions.ts';
import { childIsMissing, foundIsReported, missingIsReported, whichChild } from '../features/missing/actions.ts';
import { ownCasesTyped } from '../features/own-cases/typed.ts';
import { answerFromChat, answerTyped } from '../features/question/answering.ts';
import { reportTyped } from '../features/report/typed.ts';
import { welcomeCard } from '../features/welcome/cards.ts';
import { welcomeTyped } from '../features/welcome/typed.ts';
import { isGone, isMissingNow } from '../features/wizard/stopping.ts';
import { typedIntoDraft, wizardTyped } from '../features/wizard/typed.ts';
import { heardBefore, notKept } from './after-sending.ts';
import type { BotDeps } from './deps.ts';
import type { Tap } from './incoming.ts';
import { beside, onAbout } from './typed-beside.ts';

const typedLists = [
  ...disagreementTyped,
  ...contactsTyped,
  ...welcomeTyped,
  ...ownCasesTyped,
  ...copiesTyped,
  ...reportTyped,
];

/** What a worker typed in their own chat: a command at any time, or the answer to the question at hand. */
export async function onText(
  text: string,
  sender: Sender,
  activityId: string,
  deps: BotDeps,
  context: Context,
): Promise<Reply> {
  const doing: Doing = { sender, heard: activityId };
  const said = saidIn(text);
  const person = await deps.people.load(sender.id);
  switch (said) {
    case 'child is missing':
    case 'the child is missing':
      return whichChild(sender, deps);
    case 'child is found':
    case 'the child is found':
      return onAbout(person, sender, deps, (id) => foundIsReported(id, { words: '' }, sender, deps));
    case 'add information':
      return onAbout(person, sender, deps, (id) => askInformation(id, sender, deps));
  }
  const words = { text, said, person };
  const first = await answerWords(typedLists, words, context);
  if (first) return first;
  const open = person.openDraft;
  if (isGone(said, open !== undefined)) return whichChild(sender, deps);
  if (open && (await isMissingNow(said, open, deps))) return whichChild(sender, deps);
  const more = /^(missing|found|add|my phone)(?:\s+([A-Z]{2,6}-[^\s:]+))?\s*:\s*([\s\S]*)$/i.exec(text.trim());
  if (more) return beside(more, doing, person, deps);
  // With a check open, its question comes first: only "answer:" with the colon is meant for the MASH.
  const answers = (person.openDraft ? /^answer\s*:\s*([\s\S]*)$/i : /^answer\b[:\s]*([\s\S]*)$/i).exec(text.trim());
  if (answers) {
    const reply = await answerTyped(answers[1] ?? '', doing, deps);
    if (reply) return reply;
  }
  const typed = await answerWords(wizardTyped, words, context);
  if (typed) return typed;
  return (await typedIntoDraft(words, context)) ?? (await heardBefore(doing, deps)) ?? (await notKept(doing, deps));
}

/** A pressed button in the worker's own chat. No action of the MASH exists here, whatever the card says. */
export async function onTap(tap: Tap, sender: Sender, deps: BotDeps): Promise<Reply> {
  switch (tap.verb) {
    case 'missing':
      return childIsMissing(tap.case, sender, deps);
  }
  if (!tap.case) return say(welcomeCard(deps.pack));
  switch (tap.verb) {
    case 'report-missing': {
      const { know, police: words = '', phone = '' } = tap.inputs;
      const police = know === 'yes' || know === 'no' ? know : 'not-said';
      return missingIsReported(tap.case, { police, words, phone, attempt: tap.attempt }, sender, deps);
    }
    case 'report-found':
      return foundIsReported(tap.case, { words: tap.inputs.police ?? '', attempt: tap.attempt }, sender, deps);
    case 'add-information':
      return askInformation(tap.case, sender, deps);
    case 'send-information':
      return takeInformation(
        tap.case,
        { text: tap.inputs.information ?? '', about: tap.inputs.about, attempt: tap.attempt },
        sender,
        deps,
      );
    case 'put-in-writing':
      return askWriting(tap.case, sender, deps);
    case 'send-writing':
      return takeWriting(tap.case, tap, sender, deps);
    case 'not-me':
      return itWasNotMe(tap.case, sender, deps);
    case 'answer-question':
      return answerFromChat(tap.case, tap, sender, deps);
    default:
      return say(welcomeCard(deps.pack));
  }
}
