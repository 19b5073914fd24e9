import { notThere, type PressInput, showing } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import { type Context, type Reply, replyCard, type Services } from '../../actions/context.ts';
import { deskPeople } from '../../actions/desk-person.ts';
import { withMessageNoted } from '../../actions/heard.ts';
import { isLive, loadOwn } from '../../actions/which-case.ts';
import type { StaffId } from '../../base/people.ts';
import type { CaseId } from '../../base/reference.ts';
import { Duration, plus } from '../../base/time.ts';
import { counted } from '../../cards/london.ts';
import { answerQuestion, missing, open as openVerb, reportFound, reportMissing } from '../../cards/verbs.ts';
import { mayTellPlacement, textsAsWritten, withHeld } from '../../case/held.ts';
import { recordReport, reportIn } from '../../case/missing.ts';
import { mayAnswer, openQuestions, putsRight } from '../../case/open-questions.ts';
import { type Actor, both, nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import { type CaseRecord, draftOf, isOwnDraft, ownAnswers, withDraft } from '../../case/record.ts';
import { ofAnother, saidIn } from '../../case/said.ts';
import { sentReferral, textsTogether } from '../../case/standing.ts';
import { referralOf } from '../../case/state.ts';
import { answersBut, withoutWordsBeside, worryParts } from '../../draft/aside.ts';
import { withAnswers } from '../../draft/draft.ts';
import { missingNowIn } from '../../draft/missing-words.ts';
import { namesAny, namesIn, writtenNameOf } from '../../draft/news-said.ts';
import { type CaseEvent, isA, textOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { type UnfiledWords, unsaidIn, waitingIn } from '../../store/people.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { filedCard, informationSent, waitNoMoreCard } from './cards.ts';
import { messageParts, recordInformation } from './rules.ts';
import { authorsIn, type Filed, movableWords, withAuthor, withFiled, withoutFiled } from './state.ts';
import { readIn } from './unfiled-rounds.ts';
import type { fileWords } from './verbs.ts';
import { aboutCheckCard } from './where-words-go.ts';

const RINGS_WITHIN = Duration.parse('PT15S'); // by then, words that ring have rung, though nobody has said the child

type FilingDeps = Pick<Services, 'cases' | 'caseContext' | 'log' | 'metrics' | 'now'> & {
  people: Pick<Services['people'], 'load' | 'change'>;
};

/**
 * Puts words of which somebody has said the child into their case, each once: all that go into one case in one write. Only
 * then do they leave the record of their author. If the program ends in between, or two do it at once, it is done again.
 * @returns whether every case took its words. Where one can take none, they wait again without a child
 */
export async function putFiled(author: StaffId, deps: FilingDeps): Promise<boolean> {
  const { unfiled = [] } = await deps.people.load(author);
  const isPerhapsPlaced = async () => mayTellPlacement([], await deps.cases.of(author));
  const onTheWay = unfiled.flatMap(({ filed, ...words }) => (filed && !filed.check ? [{ ...words, filed }] : []));
  let isDone = true;
  for (const together of Map.groupBy(onTheWay, ({ filed: { into, by } }) => `${into} ${by}`).values())
    for (const { filed } of together.slice(0, 1)) {
      const areInCase = await putInto(filed, together, author, await isPerhapsPlaced(), deps);
      isDone = isDone && areInCase;
      const isOfCheck = (words: UnfiledWords) =>
        unfiled.some(({ heard, filed: also }) => heard === words.heard && also?.check);
      if (areInCase)
        await takeOutOfChecks(
          author,
          together.filter((words) => !isOfCheck(words)),
          deps,
        );
      await deps.people.change(author, (before) => withoutFiled(before, together, areInCase));
    }
  return isDone;
}

/** Where no words wait any more without a child, the cases of their author no longer say who is on some. */
export async function noteAllSaid(author: StaffId, by: Actor['by'], deps: FilingDeps) {
  if (unsaidIn(await deps.people.load(author)).length > 0) return;
  for (const { id } of (await deps.cases.of(author)).filter(isLive))
    await changeCase(id, deps, ({ events }) => {
      const last = events.findLast(isA('WordsRead'));
      const isOver = !last || last.over;
      return {
        outcome: isOver ? nothingToDo : withEvents([{ type: 'WordsRead', at: deps.now(), by: by.id, over: true }]),
        by,
        answer: () => undefined,
      };
    });
}

/** Words that are about a child whom the MASH has stand no more beside the questions of a check that is not sent. */
async function takeOutOfChecks(author: StaffId, words: UnfiledWords[], { cases }: FilingDeps) {
  for (const { id } of (await cases.of(author)).filter((each) => isOwnDraft(each) && !isLive(each)))
    await inCheck(id, words, cases);
}

/** Takes the words out of the worry of a check, or says there that they are about its child. */
const inCheck = (id: CaseId, words: { words: string }[], cases: FilingDeps['cases'], isOfThis = false) =>
  cases.change(id, (record) => {
    const draft = draftOf(record);
    const worry = draft?.answers.values.worry ?? '';
    const left = words.reduce((all, each) => withoutWordsBeside(all, each.words, isOfThis), worry);
    if (!draft || left === worry) return { result: undefined };
    const { asked: before, revision } = draft.progress;
    const isOfDanger = draft.answers.values.danger !== 'yes' && words.some((each) => dangerIn(each.words));
    const asked = isOfDanger ? (isOfThis ? ('danger' as const) : undefined) : before; // their “no” may be of danger
    const progress = { ...draft.progress, asked, revision: revision + 1 }; // a card with the old worry is out of date
    const without = { ...withAnswers(draft, { values: { worry: left || undefined } }), progress };
    return { record: withDraft(record, without), result: undefined };
  });

/** Puts words into one case. In the case that got them first it stands that they are about another child. */
async function putInto(
  { into, ...by }: Filed,
  together: UnfiledWords[],
  author: StaffId,
  isPerhapsPlaced: boolean,
  deps: FilingDeps,
) {
  const person = { id: by.by, name: by.name, roles: new Set<never>() };
  const change = await changeCase(into, deps, (record) => ({
    outcome: isLive(record)
      ? wordsAdded(
          record,
          together,
          { by: { ...person, id: author }, now: deps.now() },
          { isPerhapsPlaced, pack: deps.caseContext().pack },
        )
      : refuseWith('not-submitted'),
    on: together.reduce(withMessageNoted, record),
    by: { ...person, name: record.facts.names[person.id] ?? person.name },
    answer: (_, result) => typeof result === 'string',
  }));
  if (!change?.answer) return false;
  for (const each of together) await sayOfAnother(each, person, deps, into);
  return true;
}

/** Says in the case from which words come that they are about another child. @param to where they go; without it, nobody has said of which */
export async function sayOfAnother(
  { from, said }: Pick<UnfiledWords, 'from' | 'said'>,
  by: Actor['by'],
  deps: Pick<FilingDeps, 'cases' | 'caseContext' | 'log' | 'metrics' | 'now'>,
  to?: CaseId,
) {
  if (!from) return;
  await changeCase(from, deps, (record) => {
    const first = saidIn(record.events).find(({ name }) => name === said);
    const before = first && ofAnother(record.events, first.name);
    const names = first && !before?.to && (to || !before) ? textsTogether(record, first) : [];
    const event = { type: 'SaidOfAnother', at: deps.now(), by: by.id, ...(to && { to }) } as const;
    return { outcome: withEvents(names.map((name) => ({ ...event, said: name }))), by, answer: () => undefined };
  });
}

/**
 * Adds those of the words that do not stand in the case, and what they report of a missing child.
 * @param actor their author
 * @param isPerhapsPlaced a child of theirs may be placed: who says the child for them may be wrong, so addresses wait for an answer of
 *   their author, whether or not this child may be placed
 */
function wordsAdded(
  record: CaseRecord,
  together: UnfiledWords[],
  actor: Actor,
  { isPerhapsPlaced, pack }: { isPerhapsPlaced: boolean; pack: Pack },
): Outcome {
  const written = textsAsWritten(record);
  const isThere = ({ at, words }: UnfiledWords) =>
    record.events.some(
      (event) =>
        event.type === 'InformationAdded' &&
        event.typedAt === at &&
        written[textOf.information(event.number)] === messageParts(words)[0],
    );
  const isToldPlaced = mayTellPlacement(
    together.map(({ words }) => words),
    [],
  );
  let all = nothingToDo;
  for (const each of together.filter((waited) => !isThere(waited))) {
    const { words, at: typedAt, filed, mistake, read } = each;
    const before = all.kind === 'happened' ? all : { events: [], texts: {} };
    const referral = referralOf([...record.events, ...before.events]);
    const filedBy = filed?.by !== actor.by.id && { filedBy: filed?.by };
    const isMovedNow = each.from && filed?.by === actor.by.id; // it rang for another child
    const typed = {
      typedAt,
      ...filedBy,
      ...(read && { read: { by: read.by, at: read.at } }),
      ...((isToldPlaced || (filedBy && isPerhapsPlaced)) && { perhapsPlaced: true as const }),
      ...(readIn(each, pack).rings &&
        !isMovedNow &&
        plus(typedAt, RINGS_WITHIN) <= actor.now && { rang: true as const }),
    };
    const { answers } = record.facts;
    const name = writtenNameOf(answers);
    const own = { author: record.author, texts: { ...written, ...before.texts }, name };
    const report = recordReport({ words, at: typedAt }, referral, own, actor);
    const added = recordInformation(referral, words, own.texts, actor, typed);
    const names = mistake && added.kind === 'happened' ? Object.keys(added.texts) : [];
    const marks = names.map(
      (said): CaseEvent => ({ type: 'SentByMistake', at: mistake?.at ?? actor.now, by: actor.by.id, said }),
    );
    all = [report.kind === 'happened' ? report : nothingToDo, added, withEvents(marks)].reduce(both, all);
  }
  return all;
}

/** The words as they were written, without what is held back. */
export const asWritten = <W extends { words: string }>(all: W[], record: CaseRecord): W[] =>
  all.map((each) => ({ ...each, words: withHeld(each.words, record, record.author) }));

/** Words that stand in a case wait for a child, too. */
export async function letWait(moved: UnfiledWords[], { by, documents, people, now }: Context) {
  await authorsIn(documents).change((before) => withAuthor(before, by.id, now()));
  await people.change(by.id, ({ unfiled = [], ...before }) => ({ ...before, unfiled: [...unfiled, ...moved] }));
}

/** Whoever hears of such words may read them: also an escalation contact who is not in the channel. */
export const memberOfTheMash = async (context: Context) =>
  context.where === 'mash' ? context.by : ((await deskPeople.alerted(context)) ?? deskPeople.reader(context));

/** The author, or a member of the MASH, says which child words are about. Whoever says it first decides. */
export async function fileUnfiled({ case: id, at, inputs }: PressInput<typeof fileWords>, context: Context) {
  const { people, cases, pack } = context;
  const own = context.where === 'chat' ? await loadOwn(id, context.by, context) : undefined;
  const by = own ? context.by : await memberOfTheMash(context);
  if (!by) return notThere;
  if (!('roles' in by)) return [by];
  if (!own && !by.roles.has('mash-member')) return notThere;
  const record = own ?? (await cases.load(id));
  const isCheck = own !== undefined && isOwnDraft(own) && !isLive(own);
  if (!record || !(isLive(record) || isCheck)) return notThere;
  const check = isCheck ? (own.practice ? 'practice' : 'open') : undefined;
  const all = await cases.of(record.author);
  const ids = all.flatMap((each) => (isLive(each) && inputs.also.split(',').includes(each.id) ? each.id : []));
  const ticked = inputs.words === '' ? undefined : inputs.words.split(',');
  let meant: UnfiledWords[] = [];
  const ofOther = ({ filed, words }: UnfiledWords) => {
    const check = all.find((each) => each.id === filed?.into && each.id !== id);
    const answers = check && ownAnswers(check);
    const isStory = worryParts(answers?.values.worry ?? '').told.includes(words); // with which the check was begun
    return answers !== undefined && (isStory || namesAny(words, namesIn(answersBut(answers, words))));
  };
  const person = await people.change(record.author, (before) => {
    const waiting = (ticked ? waitingIn(before) : own || at ? movableWords(before) : unsaidIn(before)).filter(
      (words) =>
        words.from !== id && words.filed?.into !== id && (!at || words.at <= at) && (ticked || !ofOther(words)),
    );
    meant = ticked ? waiting.filter((words) => ticked.includes(words.at)) : waiting;
    const said = { by: by.id, name: by.name };
    return withFiled(before, meant, [{ into: id, ...said, check }, ...ids.map((into) => ({ into, ...said }))]);
  });
  if (meant.length === 0)
    return replyCard(at && waitingIn(person).length === 0 ? filedCard(id, 0, ticked?.length ?? 1) : waitNoMoreCard());
  const isGone = meant.some((words) => readIn(words, pack).isGone);
  if (!(await putFiled(record.author, context))) return notThere;
  await noteAllSaid(record.author, context.by, context);
  const [open] = own && !isCheck ? openQuestions([record]) : [];
  const [first, ...since] = meant.filter(({ at, words }) => open && at >= open.question.askedAt && mayAnswer(words));
  const answer = first ? [first, ...since.filter(({ words }) => putsRight(words))] : [];
  if (open && answer.length > 0)
    await context.press(
      answerQuestion,
      { case: id, question: open.question.number },
      { answer: answer.map(({ words }) => words).join('\n') },
    );
  if (isCheck) await reportInCheck(id, meant, context);
  if (!own)
    return showing(
      replyCard(ids.length > 0 ? waitNoMoreCard([id, ...ids]) : filedCard(id, meant.length, ticked?.length)),
    );
  const { openDraft } = person;
  const asked = openDraft && !(isGone && openDraft === id) ? await context.press(openVerb, { case: openDraft }) : [];
  const waits = unsaidIn(await people.load(person.id)).length;
  const into = [isCheck ? 'this check' : id, ...ids].join(' and ');
  const text = `${counted(meant.length, 'message')} went to ${into}${waits > 0 ? `, ${waits} wait${waits > 1 ? '' : 's'}` : ''}.`;
  const also: Reply = ids.length > 0 && !isCheck ? [{ text: `They stand in ${ids.join(' and ')}, too.` }] : [];
  const went: Reply = meant.length > 1 || waits > 0 ? [...also, { text }] : also;
  if (isGone) return [...went, ...(await context.press(missing, { case: (isCheck && ids[0]) || id })), ...asked]; // it asks what the police know
  const now = (await cases.load(id)) ?? own;
  const referral = sentReferral(now);
  const said: Reply =
    isCheck || !referral
      ? replyCard(aboutCheckCard(own, ids, pack))
      : [{ card: informationSent(now, referral, pack, { ofMore: all.filter(isLive).length > 1 }), storeInChat: true }];
  return [...said, ...went, ...asked];
}

/** What the words report of the child of a check is reported at once. The words themselves stay with the MASH. */
export async function reportInCheck(id: CaseId, said: Pick<UnfiledWords, 'words'>[], { press, cases }: Context) {
  await inCheck(id, said, cases, true);
  for (const report of said.flatMap(({ words }) => reportIn(words) ?? reportIn(missingNowIn(words) ?? '') ?? []))
    await (report.isFound
      ? press(reportFound, { case: id })
      : press(reportMissing, { case: id }, { know: report.police }));
}
