import { createHash } from 'node:crypto';
import type { Context, Doing } from '../actions/context.ts';
import { heardBefore } from '../actions/heard.ts';
import type { Sender } from '../actions/place.ts';
import { type Reply, say } from '../actions/reply.ts';
import { answerTyped as answerWords } from '../actions/typed.ts';
import { isSent, lastSentFirst, listed, onAbout } from '../actions/which-case.ts';
import { helpCard } from '../cards/help.ts';
import { button } from '../cards/parts.ts';
import type { GivenAnswer } from '../check/answer.ts';
import { checkIsDone } from '../check/not-known.ts';
import { confirmContact, showAdvice, showContacts, showSpeaking } from '../features/contacts/actions.ts';
import { myCopy, typedMyCopy } from '../features/copies/my-copy.ts';
import { disagreementTyped } from '../features/disagreement/typed.ts';
import { informationTyped } from '../features/information/typed.ts';
import { startLinked } from '../features/linking/start-linked.ts';
import { missingTyped } from '../features/missing/typed.ts';
import { myReferrals } from '../features/own-cases/actions.ts';
import { myReferrals as myReferralsVerb, open as openVerb } from '../features/own-cases/verbs.ts';
import { questionTyped } from '../features/question/typed.ts';
import { typedReport } from '../features/report/actions.ts';
import { welcomeCard } from '../features/welcome/cards.ts';
import { learnCard } from '../features/welcome/learn.ts';
import { startAdding } from '../features/wizard/adding.ts';
import { type DraftCommand, onDraft, startDraft } from '../features/wizard/drafting.ts';
import { askToLetGo, letGo, letGoTyped } from '../features/wizard/letting-go.ts';
import { hasOpenCheck, lettingGo, nothingToStop, practiseFirst, stopCard, stops } from '../features/wizard/stopping.ts';
import { startNew } from '../features/wizard/verbs.ts';
import { readCaseId } from '../reference.ts';
import type { PersonRecord } from '../store/people.ts';
import { notKept, openCase } from './after-sending.ts';
import type { BotDeps } from './deps.ts';
import type { Tap } from './incoming.ts';

/** What a worker typed in their own chat: a command at any time, or the answer to the question at hand. */
export async function onText(
  text: string,
  sender: Sender,
  activityId: string,
  deps: BotDeps,
  context: Context,
): Promise<Reply> {
  const doing: Doing = { sender, heard: activityId };
  const said = text
    .trim()
    .toLowerCase()
    .replace(/[.!?]+$/, '');
  const person = await deps.people.load(sender.id);
  switch (said) {
    case 'hi':
    case 'hello':
    case 'hey':
    case 'help':
    case 'help me':
    case 'menu':
    case 'hi there':
    case 'good morning':
    case 'good afternoon':
    case 'good evening':
    case 'i need help':
      return say(welcomeCard(deps.pack));
    case 'start':
    case 'start a check':
    case 'start again':
    case 'restart':
    case 'new referral':
      return begin(doing, person, deps);
    case 'start new':
    case 'start a new one':
      return startDraft(doing, deps);
    case 'my referrals':
      return myReferrals(sender, deps);
    case 'practice':
    case 'practise':
      if (await hasOpenCheck(person, deps)) return say(practiseFirst(deps));
      return startDraft(doing, deps, { training: true, values: deps.pack.practice });
    case 'start a linked referral':
    case 'refer a sibling':
      return onAbout(person, context, (id) => startLinked(id, doing, deps));
    case 'contacts':
    case 'contact':
    case 'numbers':
    case 'phone numbers':
      return showContacts(sender, deps);
    case 'learn':
    case 'training':
      return say(learnCard(deps.pack));
    case 'advice':
    case 'i only want advice':
      return showAdvice(sender, deps);
    case 'before you speak':
    case 'before you speak to the child':
    case 'before i speak':
    case 'speak to the child':
      return showSpeaking(sender, deps);
  }
  const copy = await typedMyCopy(text, sender, deps);
  if (copy) return copy;
  const report = await typedReport(text, sender, person.openDraft !== undefined, deps);
  if (report) return report;
  const list = [...disagreementTyped, ...missingTyped, ...informationTyped, ...questionTyped];
  const typed = await answerWords(list, { text, said, person }, context);
  if (typed) return typed;
  const open = person.openDraft;
  if (open && stops.includes(said)) return say(await stopCard(open, deps));
  if (open && lettingGo.includes(said)) return askToLetGo(open, sender, deps);
  if (open && said === 'delete it') return letGoTyped(open, sender, deps);
  if (!open && (lettingGo.includes(said) || stops.includes(said))) return say(nothingToStop(deps));
  const reference = readCaseId(text);
  if (reference) return openCase(reference, doing, deps);
  if (said === 'add what you saw') return addToLatest(doing, deps);
  if (!person.openDraft) return (await heardBefore(context)) ?? notKept(doing, deps);
  return onDraft(person.openDraft, typedCommand(said, text), doing, deps);
}

/** The latest referral that was sent without the indicator check. */
async function addToLatest(doing: Doing, deps: BotDeps): Promise<Reply> {
  const own = (await deps.cases.of(doing.sender.id, listed)).sort(lastSentFirst);
  const latest = own.find((record) => isSent(record) && !checkIsDone(record.facts.answers));
  return latest ? startAdding(latest.id, doing, deps) : myReferrals(doing.sender, deps);
}

function typedCommand(said: string, text: string): DraftCommand {
  if (said === 'back') return { kind: 'back' };
  if (said === 'check answers') return { kind: 'check-answers' };
  if (said === 'go on' || said === 'resume') return { kind: 'show' };
  return { kind: 'type', text };
}

/** Begins a check, or offers the one that is not finished: two half-filled checks about one child help nobody. */
async function begin(doing: Doing, person: PersonRecord, deps: BotDeps): Promise<Reply> {
  const open = person.openDraft && (await deps.cases.load(person.openDraft));
  if (!open || open.author !== doing.sender.id || open.status !== 'draft' || !open.progress || open.training)
    return startDraft(doing, deps);
  const untouched = !open.facts.answers.values.danger;
  if (untouched) return onDraft(open.id, { kind: 'show' }, doing, deps);
  return say(
    helpCard(deps.pack, {
      heading: 'You have a check that is not sent',
      lines: ['Go on with it, or start a new one for another child. Nothing is lost either way.'],
      rows: [
        {
          spacing: 'Medium',
          buttons: [
            button(openVerb, 'Go on', { case: open.id }, { style: 'positive' }),
            button(startNew, 'Start a new one'),
            button(myReferralsVerb, 'My referrals'),
          ],
        },
      ],
    }),
  );
}

/** A pressed button in the worker's own chat. No action of the MASH exists here, whatever the card says. */
export async function onTap(tap: Tap, sender: Sender, onMessage: string | undefined, deps: BotDeps): Promise<Reply> {
  const doing: Doing = { sender, onMessage: tap.below ? undefined : onMessage, press: markOf(tap) };
  switch (tap.verb) {
    case 'start':
      return begin(doing, await deps.people.load(sender.id), deps);
    case 'start-new':
      return startDraft(doing, deps);
    case 'practice':
      return startDraft(doing, deps, { training: true, values: deps.pack.practice });
    case 'learn':
      return say(learnCard(deps.pack));
    case 'advice':
      return showAdvice(sender, deps);
    case 'my-referrals':
      return myReferrals(sender, deps);
    case 'contacts':
      return showContacts(sender, deps);
    case 'confirm-contact':
      return confirmContact(tap, sender, deps);
    case 'speaking':
      return showSpeaking(sender, deps);
  }
  if (!tap.case) return say(welcomeCard(deps.pack));
  switch (tap.verb) {
    case 'open':
      return openCase(tap.case, doing, deps);
    case 'my-copy':
      return myCopy(tap.case, sender, deps);
    case 'start-linked':
      return startLinked(tap.case, doing, deps);
    case 'ask-let-go':
      return askToLetGo(tap.case, sender, deps);
    case 'let-go':
      return letGo(tap.case, sender, deps);
    case 'add-check':
      return startAdding(tap.case, doing, deps);
    case 'answer':
    case 'check-answers':
    case 'back':
    case 'change':
    case 'submit':
    case 'stop-adding':
      return onDraft(tap.case, commandOf(tap, tap.verb), doing, deps, { step: tap.step, revision: tap.revision });
    default:
      return say(welcomeCard(deps.pack));
  }
}

function commandOf(
  tap: Tap,
  verb: 'answer' | 'check-answers' | 'back' | 'change' | 'submit' | 'stop-adding',
): DraftCommand {
  switch (verb) {
    case 'answer':
      return { kind: 'answer', given: givenBy(tap, 'continue') };
    case 'check-answers':
      return { kind: 'check-answers', given: givenBy(tap, 'check-answers') };
    case 'change':
      return { kind: 'change', section: tap.to ?? '' };
    case 'back':
      return { kind: 'back', given: givenBy(tap, 'stay') };
    case 'submit':
    case 'stop-adding':
      return { kind: verb };
  }
}

/** A press as a short mark that tells nothing of what was typed. */
function markOf(tap: Tap): string {
  return createHash('sha256').update(JSON.stringify(tap)).digest('base64url').slice(0, 22);
}

/** What the card sent. A box left empty is not in the data at all, so every box of a pressed form counts as answered. */
function givenBy(tap: Tap, next: GivenAnswer['next']): GivenAnswer {
  const { inputs } = tap;
  const ids = (text: string | undefined) => (text ?? '').split(',').filter((id) => id !== '');
  return {
    ...(tap.choice ? { choice: tap.choice } : {}),
    fields: inputs,
    whole: true,
    ticks: {
      seen: ids(inputs.seen),
      suspected: ids(inputs.suspected),
      note: inputs.note ?? '',
      looked: inputs.looked === 'true',
    },
    next,
  };
}
