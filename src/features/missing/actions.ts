import type { Sender } from '../../actions/place.ts';
import type { Reply } from '../../actions/reply.ts';
import { staff } from '../../actions/staff.ts';
import { advance, withCaseCard } from '../../case/advance.ts';
import { policeIn } from '../../case/commands.ts';
import type { Outcome } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isShown } from '../../case/shown.ts';
import { referralOf } from '../../case/state.ts';
import { textLimit } from '../../case/text-limit.ts';
import { fieldOf } from '../../protocol/pack.ts';
import type { CaseId } from '../../reference.ts';
import type { BotDeps } from '../../teams/deps.ts';
import { isErasedOwn, notYours, whereItStands } from '../../teams/showing.ts';
import { longPhoneText, missingCard, whichMissingCard } from './cards.ts';
import { type MissingReport, reportFound, reportMissing } from './rules.ts';

const offered = 8;

/** The child is missing: the police first, before anything is asked. @param id which case, where that is known; it is not asked where there is only one */
export async function childIsMissing(id: CaseId | undefined, sender: Sender, deps: BotDeps): Promise<Reply> {
  const record = id && (await deps.cases.load(id));
  if (id && (!record || record.author !== sender.id)) return notYours(deps);
  if (record && isErasedOwn(record, sender)) return whereItStands(record, deps);
  if (record && record.status !== 'withdrawn') return shown(record, {}, sender, deps);
  const which = await whichChild(sender, deps);
  return record ? [{ text: 'That draft is deleted.' }, ...which] : which;
}

/** The police first, and the worker's own cases to choose from; the only one at once. @param notice why it is asked */
export async function whichChild(sender: Sender, deps: BotDeps, notice = ''): Promise<Reply> {
  const own = await deps.cases.of(sender.id, 40);
  const open = own.filter((each) => each.status !== 'withdrawn' && !each.training && !isErasedOwn(each, sender));
  const [only, ...others] = open;
  if (only && others.length === 0 && notice === '') return shown(only, {}, sender, deps);
  // Whoever is asked which child has not said so yet: words typed now are not about the one whose card was shown before.
  await deps.people.change(sender.id, ({ about: _, ...person }) => person);
  return [...(notice ? [{ text: notice }] : []), { card: whichMissingCard(open.slice(0, offered), deps.pack) }];
}

/** The card of one case; what is typed next as “missing:” is about this one. Of a draft it goes when the draft goes. */
async function shown(
  record: CaseRecord,
  how: NonNullable<Parameters<typeof missingCard>[2]>,
  sender: Sender,
  deps: BotDeps,
): Promise<Reply> {
  await deps.people.change(sender.id, (person) => ({ ...person, about: record.id }));
  const keeps = record.status === 'draft' ? { keeps: { caseId: record.id, as: 'draft' as const } } : {};
  return [{ card: missingCard(record, deps.pack, how), storeInChat: true, ...keeps }];
}

/** "missing: …" typed about one case: told as it is said. "missing: no" alone may be an answer to something else, and tells nobody. */
export async function missingTyped(id: CaseId, words: string, sender: Sender, deps: BotDeps): Promise<Reply> {
  if (/^no[.!]*$/i.test(words.trim())) return childIsMissing(id, sender, deps);
  const bare = /^(yes|not yet|not told)?[.!]*$/i.test(words.trim());
  return missingIsReported(id, { police: policeIn(words), words: bare ? '' : words }, sender, deps);
}

/** Tells the MASH that the child is missing. */
export async function missingIsReported(
  id: CaseId,
  { attempt = 0, phone = '', ...report }: MissingReport & { attempt?: number | undefined; phone?: string },
  sender: Sender,
  deps: BotDeps,
): Promise<Reply> {
  const said = { ...report, words: report.words.trim() === '' ? '' : report.words.toWellFormed() };
  return told(id, { words: said.words, attempt, phone }, sender, deps, (record, by) =>
    reportMissing(referralOf(record.events), said, { author: record.author, texts: record.facts.texts }, by),
  );
}

/** Tells the MASH that the child is found, or was not missing after all. */
export async function foundIsReported(
  id: CaseId,
  { words, attempt = 0 }: { words: string; attempt?: number | undefined },
  sender: Sender,
  deps: BotDeps,
): Promise<Reply> {
  const said = words.trim() === '' ? '' : words.toWellFormed();
  return told(id, { words: said, attempt, phone: '' }, sender, deps, (record, by) =>
    reportFound(referralOf(record.events), said, { author: record.author, texts: record.facts.texts }, by),
  );
}

async function told(
  id: CaseId,
  { words, attempt, phone }: { words: string; attempt: number; phone: string },
  sender: Sender,
  deps: BotDeps,
  decide: (record: CaseRecord, how: Parameters<typeof reportMissing>[3]) => Outcome,
): Promise<Reply> {
  type Told =
    | { record: CaseRecord; how: NonNullable<Parameters<typeof missingCard>[2]> }
    | { erased: CaseRecord }
    | 'refused';
  const outcome = await deps.cases.change<Told>(id, (found) => {
    if (isErasedOwn(found, sender)) return { result: { erased: found } };
    const record = withPhone(found, phone, sender, deps);
    const longPhone = isLongPhone(phone, deps) ? phone.trim().slice(0, 8000) : ''; // the MASH is told none the less
    const by = { ...staff(sender), name: record.facts.names[sender.id] ?? sender.name };
    const decided = decide(record, { by, now: deps.now() });
    if (decided.kind === 'refused') {
      deps.metrics.refused(decided.why.kind);
      if (decided.why.kind !== 'text-too-long') return { result: 'refused' };
      const problem = `At most ${textLimit.toLocaleString('en-GB')} characters. Please shorten it. Nothing was cut.`;
      return { result: { record, how: { problem, typed: words.slice(0, 8000), longPhone, attempt } } };
    }
    if (decided.kind === 'nothing-to-do') return { result: { record, how: { longPhone, attempt } } };
    const next = advance(record, { events: decided.events, texts: decided.texts, by }, deps.around());
    return { record: next, result: { record: next, how: { longPhone, attempt } } };
  });
  if (!outcome || outcome === 'refused') return notYours(deps);
  if ('erased' in outcome) return whereItStands(outcome.erased, deps);
  deps.log.info({ event: 'case.Missing', ref: id });
  return shown(outcome.record, outcome.how, sender, deps);
}

const isLongPhone = (phone: string, { pack }: BotDeps): boolean =>
  [...phone.trim()].length > fieldOf(pack, 'phone').limit;

/** Whom the MASH can ring, where that was not known yet. */
function withPhone(record: CaseRecord, phone: string, sender: Sender, deps: BotDeps): CaseRecord {
  const { answers } = record.facts;
  const isOwnDraft = record.author === sender.id && record.status === 'draft';
  if (!isOwnDraft || phone.trim() === '' || answers.values.phone || isLongPhone(phone, deps)) return record;
  const values = { ...answers.values, phone: phone.trim() };
  return { ...record, facts: { ...record.facts, answers: { ...answers, values } } };
}

/** "my phone: …": the number that the MASH rings, for a draft of which it knows already. */
export async function phoneTyped(id: CaseId, phone: string, sender: Sender, deps: BotDeps): Promise<Reply> {
  if (isLongPhone(phone, deps)) return [{ text: longPhoneText(deps.pack) }];
  const isKept = await deps.cases.change(id, (record) => {
    const next = withPhone(record, phone, sender, deps);
    if (next === record) return { result: false };
    return { record: isShown(next) ? withCaseCard(next, deps.around()) : next, result: true };
  });
  return [
    { text: isKept ? 'Thank you. The MASH has your number.' : 'I did not need that number. Nothing was changed.' },
  ];
}
