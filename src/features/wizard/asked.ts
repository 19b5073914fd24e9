import type { Context, Reply } from '../../actions/context.ts';
import type { Words } from '../../actions/typed.ts';
import { loadOwn } from '../../actions/which-case.ts';
import { referencesIn, withoutReferences } from '../../base/reference.ts';
import { contacts, didYouMean, explain, myReferrals } from '../../cards/verbs.ts';
import { type CaseRecord, draftOf } from '../../case/record.ts';
import { fieldNow, stepNow } from '../../draft/steps.ts';
import { isQuestion } from '../../understanding/asking.ts';
import { caseQuestion } from '../../understanding/case-questions.ts';
import { hear } from '../../understanding/hear.ts';

const sureWithoutForm = 0.8;

/** The question to the bot that these words ask. A word or two, or what may be a story, is none unless it has the form of one. */
export function askedIn(text: string, { pack }: Context) {
  const { does, intents, tells } = hear(text, pack.phrases);
  const isSure = does === 'act';
  const isForm = isQuestion(text);
  const isSaid = isSure && (intents[0]?.p ?? 0) >= sureWithoutForm && /\S\s+\S+\s+\S/.test(text.trim());
  const meanings = intents
    .map(({ means }) => means)
    .filter((means) => pack.answers.some(({ id }) => means === `q ${id}`) || (isForm && means in showsOnly));
  const [means] = meanings;
  return means === undefined || !(isSaid || isForm) ? undefined : { means, meanings, isSure, tells };
}

/** What only shows something and answers a question. */
const showsOnly: Record<string, typeof contacts | typeof myReferrals> = {
  'c contacts': contacts,
  'c my-referrals': myReferrals,
};

/** The answer to what somebody surely asked. */
export const showAnswerTo = (means: string, { press }: Context): Promise<Reply> => {
  const shows = showsOnly[means];
  return shows ? press(shows, {}) : press(explain, { topic: means.replace(/^q /, '') });
};

/** Whether the open question of a check takes free words. Then a question stays in its box, and the answer is offered. */
export function takesStory(own: CaseRecord, { pack }: Context): boolean {
  const draft = draftOf(own);
  const step = draft && stepNow(draft, pack);
  return (draft && fieldNow(draft, pack)?.kind) === 'long' || step?.kind === 'ticks';
}

/**
 * Does something with words, and offers the answer to what they may ask besides; of words that the check did not use also
 * the command that they may be.
 */
export async function offeringAnswer(
  text: string,
  { own, isUsed }: { own: CaseRecord; isUsed: boolean },
  context: Context,
  work: () => Promise<Reply | undefined>,
) {
  const asked = caseQuestion(text) ? undefined : askedIn(text, context);
  const reply = await work();
  const { does, intents } = isUsed ? { does: undefined, intents: [] } : hear(text, context.pack.phrases);
  const commands = does === 'act' ? intents.map(({ means }) => means).filter((means) => means.startsWith('c ')) : [];
  const isOffered = asked && (!asked.isSure || takesStory(own, context));
  const meanings = isOffered ? asked.meanings : asked ? [] : commands;
  return reply && meanings.length > 0 ? [...reply, ...(await context.press(didYouMean, { meanings }))] : reply;
}

/** What is typed with the reference of the open check is typed in it. */
export const inCheck = ({ text, person }: Pick<Words, 'text' | 'person'>): string =>
  referencesIn(text).join() === person.openDraft ? withoutReferences(text).replace(/^[\s,:.]+/, '') : text;

export const hasOpenDraft = ({ person }: Pick<Words, 'person'>): boolean => person.openDraft !== undefined;

export const ownOpen = async ({ person: { openDraft } }: Pick<Words, 'person'>, context: Context) =>
  openDraft ? loadOwn(openDraft, context.by, context) : undefined;
