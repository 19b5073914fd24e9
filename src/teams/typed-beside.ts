import type { Doing } from '../actions/context.ts';
import { noteHeard } from '../actions/heard.ts';
import type { Sender } from '../actions/place.ts';
import type { Reply } from '../actions/reply.ts';
import type { CaseRecord } from '../case/record.ts';
import { takeInformation } from '../features/information/actions.ts';
import { foundIsReported, missingTyped, phoneTyped, whichChild } from '../features/missing/actions.ts';
import { type CaseId, readCaseId } from '../reference.ts';
import type { PersonRecord } from '../store/people.ts';
import { heardBefore } from './after-sending.ts';
import type { BotDeps } from './deps.ts';
import { myReferrals, notYours } from './showing.ts';

/** How many of an author's cases are looked at; deleted drafts among them are not shown. */
const listed = 40;

/** "missing: …", "found: …" and "add: …", of the case named, or the one whose card was shown last. It is never guessed which child is meant. */
export async function beside(
  [, what = '', named, words = '']: RegExpExecArray,
  doing: Doing,
  person: PersonRecord,
  deps: BotDeps,
): Promise<Reply> {
  const { sender } = doing;
  const before = await heardBefore(doing, deps);
  if (before) return before; // sent twice by Teams: by now another case may be the one that is shown, or the child found
  const id = named === undefined ? undefined : readCaseId(named);
  if (named !== undefined && !id) return notYours(deps);
  const once = async (about: CaseId, work: (about: CaseId) => Promise<Reply>) => {
    const reply = await work(about);
    await noteHeard(about, doing, deps);
    return reply;
  };
  const to = (work: (about: CaseId) => Promise<Reply>) =>
    id ? once(id, work) : onAbout(person, sender, deps, (about) => once(about, work));
  switch (what.toLowerCase()) {
    case 'add':
      return to((about) => takeInformation(about, { text: words }, sender, deps));
    case 'my phone':
      return to((about) => phoneTyped(about, words, sender, deps));
  }
  const about = id ?? (await aboutWhich(person, sender, deps))?.id;
  if (!about)
    return whichChild(
      sender,
      deps,
      'Nothing was told yet. Press which child, or type “missing”, the reference, “:” and your words.',
    );
  return once(about, () =>
    what.toLowerCase() === 'found'
      ? foundIsReported(about, { words }, sender, deps)
      : missingTyped(about, words, sender, deps),
  );
}

/** The case that typed words are about: the one whose card was shown last, or the only one there is. A made-up one never before a real one. */
async function aboutWhich(person: PersonRecord, sender: Sender, deps: BotDeps): Promise<CaseRecord | undefined> {
  const own = (await deps.cases.of(sender.id, listed)).filter(({ status }) => status !== 'withdrawn');
  const shown = own.find(({ id }) => id === person.about);
  if (shown && (!shown.training || !own.some(isReal))) return shown;
  const real = own.filter(isReal);
  if (real.length === 0) return own[0];
  return real.length === 1 ? real[0] : undefined;
}

/** Does something with the sent referral that is meant; where that is not clear, the list shows them all. */
export async function onAbout(
  person: PersonRecord,
  sender: Sender,
  deps: BotDeps,
  work: (id: CaseId) => Promise<Reply>,
): Promise<Reply> {
  const about = await aboutWhich(person, sender, deps);
  if (about && (isSent(about) || about.id === person.about)) return work(about.id);
  const sent = (await deps.cases.of(sender.id, listed)).filter(isSent);
  if (sent.length === 1 && sent[0]) return work(sent[0].id);
  const which = 'Which one? Open it, and press the button there. Nothing was done yet.';
  const none = 'Nothing was done: you have sent no referral yet.';
  return [{ text: sent.length > 1 ? which : none }, ...(await myReferrals(sender, deps))];
}

const isReal = ({ status, training }: CaseRecord): boolean => status !== 'withdrawn' && !training;
const isSent = (record: CaseRecord): boolean => record.status !== 'draft' && record.status !== 'withdrawn';
