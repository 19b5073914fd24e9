import { notThere, type PressInput, showing } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import { deskPeople } from '../../actions/desk-person.ts';
import { caseWithMessage, notedAsNews, noteMessage, withMessageNoted } from '../../actions/heard.ts';
import { draftsIn, isLive, loadOwn, mostCasesListed, onlyLive } from '../../actions/which-case.ts';
import type { Person } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { mayTellPlacement, textsAsWritten, withHeld, withoutAddresses } from '../../case/held.ts';
import { recordReport } from '../../case/missing.ts';
import { type Outcome, withEvents } from '../../case/outcome.ts';
import { type CaseRecord, draftOf, isOwnDraft, withDraft } from '../../case/record.ts';
import { hidingOf } from '../../case/said.ts';
import { sentReferral, submitted } from '../../case/standing.ts';
import { referralOf, type SubmittedReferral } from '../../case/state.ts';
import { withAnswers } from '../../draft/draft.ts';
import { textOf } from '../../history/events.ts';
import type { PersonRecord, UnfiledWords } from '../../store/people.ts';
import { holdersOf } from '../assessment/state.ts';
import { informationSent } from './cards.ts';
import { recordInformation, sameMessage } from './rules.ts';
import { authorsIn, waitingIn, withAuthor, withChild, withoutWords, withWords } from './unfiled-state.ts';
import type { anotherChild, fileWords, showWords } from './verbs.ts';
import { sendInformation } from './verbs.ts';
import { hasChildCard, hiddenWordsText, notKeptText, whichChildCard, wordsCard } from './which-child-cards.ts';

/**
 * Words that no command took go to the MASH at once: into the only referral that they can be about, or else without a
 * child, and then the author is asked which.
 * @returns undefined for somebody who has no live referral
 */
export async function tellTheMash(words: string, person: PersonRecord, context: Context): Promise<Reply | undefined> {
  const own = await context.cases.of(person.id, mostCasesListed);
  const live = own.filter(isLive);
  const { heard } = context.turnInput;
  const asNews = notedAsNews(context.turnInput);
  if (
    live.length === 0 ||
    live.some((each) => each.heard.some((id) => id === (isOwnDraft(each) ? asNews.heard : heard)))
  )
    return undefined;
  const only = onlyLive(own, person);
  if (!only) return keepWords({ words, heard }, own, context);
  const reply = await context.press(sendInformation, { case: only.id, inChat: true }, { information: words });
  if (isOwnDraft(only)) await noteMessage(only.id, asNews, context);
  return reply;
}

/** Keeps words without a child, from where the MASH is told of them, and asks their author which child they are about. */
async function keepWords(
  said: { words: string; heard: string | undefined; from?: CaseId },
  own: CaseRecord[],
  { by, people, documents, now, pack }: Context,
): Promise<Reply> {
  const at = now();
  const words = { ...said, at, heard: said.heard || `words ${at}`, name: by.name };
  await authorsIn(documents).change((before) => withAuthor(before, by.id, at));
  const person = await people.change(by.id, (before) => withWords(before, words));
  if (!person.unfiled?.some(({ heard }) => heard === words.heard)) return [{ text: notKeptText(pack) }];
  return replyCard(
    whichChildCard(waitingIn(person), { drafts: draftsIn(own, person), live: own.filter(isLive) }, pack),
  );
}

const wordsOfMessage = (record: CaseRecord, referral: SubmittedReferral, number: number) =>
  sameMessage(referral, number)
    .map((part) => record.facts.texts[textOf.information(part)] ?? '')
    .join('');

/** What the author added to one case is about another child. It stays there, and goes to the MASH without a child, too. */
export async function sayAnotherChild(
  { case: id, number }: PressInput<typeof anotherChild>,
  context: Context,
): Promise<Reply | typeof notThere> {
  const record = await loadOwn(id, context.by, context);
  const referral = record && sentReferral(record);
  const words = referral && withHeld(wordsOfMessage(record, referral, number), record, context.by.id);
  if (!words) return notThere;
  const isHidden = (part: number) => hidingOf(record.events, textOf.information(part)).hidden;
  if (sameMessage(referral, number).some(isHidden)) return [{ text: hiddenWordsText }];
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

const textsOf = (unfiled: UnfiledWords[] = []) => unfiled.map(({ words }) => words);

const memberOfTheMash = async (context: Context) =>
  context.where === 'mash' ? context.by : deskPeople.reader(context);

/**
 * Shows the words of a case's author to a member of the MASH, who can say which child they are about, and to whoever
 * holds the assessment of that case.
 */
export async function showUnfiled({ case: id, page }: PressInput<typeof showWords>, context: Context) {
  const { cases, people, pack } = context;
  const by = await memberOfTheMash(context);
  if (!by) return notThere;
  if (!('roles' in by)) return [by];
  const record = await cases.load(id);
  if (!record || !sentReferral(record)) return notThere;
  const isOfMash = by.roles.has('mash-member');
  if (!isOfMash && !holdersOf(record, submitted(record), { managers: [] }).includes(by.id)) return notThere;
  const waiting = waitingIn(await people.load(record.author));
  if (waiting.length === 0) return showing(replyCard(hasChildCard()));
  const own = await cases.of(record.author, mostCasesListed);
  const live = isOfMash ? own.filter(isLive) : [];
  const isPerhapsPlaced = mayTellPlacement(textsOf(waiting), own);
  const shown = isPerhapsPlaced ? waiting.map((each) => ({ ...each, words: withoutAddresses(each.words) })) : waiting;
  return showing(replyCard(wordsCard(shown, live, id, page, pack)), ...new Set([id, ...live.map((each) => each.id)]));
}

/** The author, or a member of the MASH, says which child words are about. Whoever says it first decides. */
export async function fileUnfiled({ case: id, at, inputs }: PressInput<typeof fileWords>, context: Context) {
  const { people, cases, pack, shows } = context;
  const own = context.where === 'chat' ? await loadOwn(id, context.by, context) : undefined;
  const by = own ? context.by : await memberOfTheMash(context);
  if (!by) return notThere;
  if (!('roles' in by)) return [by];
  if (!own && !by.roles.has('mash-member')) return notThere;
  const record = own ?? (await cases.load(id));
  if (!record || !(isLive(record) || (own && isOwnDraft(own)))) return notThere;
  const ticked = inputs.words === '' ? undefined : inputs.words.split(',');
  const isMeant = (words: UnfiledWords) => (!at || words.at <= at) && (ticked?.includes(words.at) ?? true);
  const person = await people.change(record.author, (before) => withChild(before, isMeant, id));
  const meant = person.unfiled?.filter(isMeant) ?? [];
  const all = await cases.of(record.author, mostCasesListed);
  const filing = { by, isPerhapsPlaced: mayTellPlacement(textsOf(person.unfiled), all) };
  let into: CaseRecord | undefined;
  for (const words of meant) {
    // the case that was said first may be gone by now
    into = (await putInto(words.filed ?? id, words, filing, context)) ?? (await putInto(id, words, filing, context));
    if (!into) return notThere;
    await people.change(record.author, (before) => withoutWords(before, words.at));
  }
  if (!into || !own) return showing(replyCard(hasChildCard(into?.id)));
  const referral = sentReferral(into);
  return referral && isLive(into)
    ? [{ card: informationSent(into, referral, pack), storeInChat: true }]
    : shows.whereItStands(into);
}

const withReport = (words: Outcome, report: Outcome): Outcome =>
  words.kind === 'happened' && report.kind === 'happened'
    ? withEvents([...report.events, ...words.events], { ...report.texts, ...words.texts })
    : words;

/**
 * Puts words into a case: as information into a sent one, to the worry in a draft. What they report of a missing child is
 * reported.
 * @param isPerhapsPlaced their addresses wait for an answer of their author, whether or not this child may be placed
 * @returns the case afterwards
 */
async function putInto(
  id: CaseId,
  { words, at: typedAt, heard }: UnfiledWords,
  { by: who, isPerhapsPlaced }: { by: Person; isPerhapsPlaced: boolean },
  context: Context,
): Promise<CaseRecord | undefined> {
  const now = context.now();
  const change = await changeCase<CaseRecord | undefined>(id, context, (record) => {
    if (record.heard.includes(heard)) return { instead: record };
    const on = withMessageNoted(record, { heard });
    const actor = { by: { ...who, id: record.author }, now };
    const referral = referralOf(record.events);
    const report = recordReport(words, referral, { author: record.author, texts: textsAsWritten(record) }, actor);
    if (isLive(record)) {
      const by = { ...who, name: record.facts.names[who.id] ?? who.name };
      const filedBy = who.id !== actor.by.id && { filedBy: who.id };
      const typed = { typedAt, ...filedBy, ...(isPerhapsPlaced && { perhapsPlaced: true as const }) };
      const outcome = recordInformation(referral, words, record.facts.texts, actor, typed);
      return { outcome: withReport(outcome, report), by, on, answer: (next) => next };
    }
    const draft = isOwnDraft(record) && draftOf(record);
    if (!draft) return { instead: undefined };
    const before = draft.answers.values.worry ?? '';
    const worry = before.includes(words) ? before : [before, words].filter((each) => each).join('\n');
    const { answers, progress } = withAnswers(draft, { values: { worry } });
    const saves = withDraft(on, { answers, progress: { ...progress, revision: progress.revision + 1 } });
    if (report.kind === 'happened') return { outcome: report, by: actor.by, on: saves, answer: (next) => next };
    return { instead: saves, saves };
  });
  return change?.answer;
}
