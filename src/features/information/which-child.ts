import { notThere, type PressInput, showing } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { mashPersonOf } from '../../actions/desk-person.ts';
import { caseWithMessage, withMessageNoted } from '../../actions/heard.ts';
import { isLive, loadOwn, mostCasesListed } from '../../actions/which-case.ts';
import type { Person } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { refuseFaultyTexts } from '../../case/commands.ts';
import { withHeld, withoutAddresses } from '../../case/held.ts';
import { type CaseRecord, draftOf, isOwnDraft, textIn, withDraft } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import { referralOf } from '../../case/state.ts';
import { withAnswers } from '../../draft/draft.ts';
import { textOf } from '../../history/events.ts';
import type { PersonRecord, UnfiledWords } from '../../store/people.ts';
import { informationSent } from './cards.ts';
import { recordInformation } from './rules.ts';
import { authorsIn, withAuthor, withChild, withoutWords, withWords, wordsAt } from './unfiled-state.ts';
import type { anotherChild, fileWords, showWords } from './verbs.ts';
import { sendInformation } from './verbs.ts';
import { hasChildCard, notKeptText, whichChildCard, wordsCard } from './which-child-cards.ts';

/**
 * Words that no command took go to the MASH at once: into the only referral that they can be about, or else without a
 * child, and then the author is asked which.
 * @returns undefined for somebody who has no live referral
 */
export async function tellTheMash(words: string, person: PersonRecord, context: Context): Promise<Reply | undefined> {
  const own = await context.cases.of(person.id, mostCasesListed);
  const live = own.filter(isLive);
  const [only, ...others] = live;
  if (!only || caseWithMessage(live, context.turnInput.heard)) return undefined;
  const isClear = others.length === 0 && draftsIn(own, person).length === 0;
  if (isClear) return context.press(sendInformation, { case: only.id, inChat: true }, { information: words });
  return keepWords({ words, heard: context.turnInput.heard }, own, context);
}

/** The draft that the author is filling in, for practice or not. */
const draftsIn = (own: CaseRecord[], { openDraft }: PersonRecord) =>
  own.filter((record) => record.id === openDraft && isOwnDraft(record));

/** Keeps words without a child, from where the MASH is told of them, and asks their author which child they are about. */
async function keepWords(
  said: { words: string; heard: string | undefined; from?: CaseId },
  own: CaseRecord[],
  { by, people, documents, now, pack }: Context,
): Promise<Reply> {
  const at = now();
  const words = { ...said, at, heard: said.heard || `words ${at}`, name: by.name };
  if (refuseFaultyTexts({ words: said.words })) return [{ text: notKeptText(pack) }];
  await authorsIn(documents).change((before) => withAuthor(before, by.id, at));
  const person = await people.change(by.id, (before) => withWords(before, words));
  const kept = person.unfiled?.find(({ heard }) => heard === words.heard);
  if (!kept) return [{ text: notKeptText(pack) }];
  return replyCard(whichChildCard(kept, { drafts: draftsIn(own, person), live: own.filter(isLive) }, pack));
}

/** What the author added to one case is about another child. It stays there, and goes to the MASH without a child, too. */
export async function sayAnotherChild(
  { case: id, number }: PressInput<typeof anotherChild>,
  context: Context,
): Promise<Reply | typeof notThere> {
  const record = await loadOwn(id, context.by, context);
  const words = record && withHeld(textIn(record, textOf.information(number)), record);
  if (!words) return notThere;
  const own = await context.cases.of(context.by.id, mostCasesListed);
  const heard = `another child ${id} ${number}`;
  const before = caseWithMessage(own, heard);
  return before
    ? replyCard(hasChildCard(before.id))
    : keepWords(
        { words, heard, from: id },
        own.filter((each) => each.id !== id),
        context,
      );
}

const memberOfTheMash = async (context: Context) => (context.where === 'mash' ? context.by : mashPersonOf(context));

/** Shows the words of a case's author to a member of the MASH, who can say which child they are about. */
export async function showUnfiled({ case: id, at }: PressInput<typeof showWords>, context: Context) {
  const { cases, people } = context;
  const by = await memberOfTheMash(context);
  if (!by) return notThere;
  if (!('roles' in by)) return [by];
  const record = await cases.load(id);
  if (!record || !sentReferral(record)) return notThere;
  const words = wordsAt(await people.load(record.author), at);
  if (!words) return showing(replyCard(hasChildCard(id)));
  const own = await cases.of(record.author, mostCasesListed);
  const live = own.filter(isLive).map((each) => each.id);
  const shown = { ...words, words: withoutAddresses(words.words, own) };
  return showing(replyCard(wordsCard(shown, live)), ...live);
}

/** The author, or a member of the MASH, says which child words are about. Whoever says it first decides. */
export async function fileUnfiled({ case: id, at }: PressInput<typeof fileWords>, context: Context) {
  const { people, cases, pack, shows } = context;
  const own = context.where === 'chat' ? await loadOwn(id, context.by, context) : undefined;
  const by = own ? context.by : await memberOfTheMash(context);
  if (!by) return notThere;
  if (!('roles' in by)) return [by];
  const record = own ?? (await cases.load(id));
  if (!record || !(isLive(record) || (own && isOwnDraft(own)))) return notThere;
  const words = wordsAt(await people.change(record.author, (person) => withChild(person, at, id)), at);
  if (!words) return showing(replyCard(hasChildCard(id)));
  // the case that was said first may be gone by now
  const into = (await putInto(words.filed ?? id, words, by, context)) ?? (await putInto(id, words, by, context));
  if (!into) return notThere;
  await people.change(record.author, (person) => withoutWords(person, at));
  const referral = sentReferral(into);
  if (!own) return showing(replyCard(hasChildCard(id)));
  return referral && isLive(into)
    ? [{ card: informationSent(into, referral, pack), storeInChat: true }]
    : shows.whereItStands(into);
}

/** Puts words into a case: as information into a sent one, to the worry in a draft. @returns the case afterwards */
async function putInto(
  id: CaseId,
  { words, at: typedAt, heard }: UnfiledWords,
  who: Person,
  context: Context,
): Promise<CaseRecord | undefined> {
  const now = context.now();
  const change = await changeCase<CaseRecord | undefined>(id, context, (record) => {
    if (record.heard.includes(heard)) return { instead: record };
    const on = withMessageNoted(record, { heard });
    const actor = { by: { ...who, id: record.author }, now };
    if (isLive(record)) {
      const by = { ...who, name: record.facts.names[who.id] ?? who.name };
      const typed = { typedAt, ...(who.id !== actor.by.id && { filedBy: who.id }) };
      const outcome = recordInformation(referralOf(record.events), words, record.facts.texts, actor, typed);
      return { outcome, by, on, answer: (next) => next };
    }
    const draft = isOwnDraft(record) && draftOf(record);
    if (!draft) return { instead: undefined };
    const worry = [draft.answers.values.worry, words].filter((each) => each).join('\n');
    const { answers, progress } = withAnswers(draft, { values: { worry } });
    const saves = withDraft(on, { answers, progress: { ...progress, revision: progress.revision + 1 } });
    return { instead: saves, saves };
  });
  return change?.answer;
}
