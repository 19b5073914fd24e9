import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Turn } from '../../src/teams/answering.ts';
import {
  arrives,
  beginsCheck,
  caseCard,
  continuesToChild,
  decides,
  inChat,
  opensCallForm,
  referenceInButtons,
} from '../conversations/walks.ts';
import type { World } from '../conversations/world.ts';
import type { inProcess } from '../fakes/in-process.ts';
import { assessments, general, groupChat, type Profile, profiles, type Who } from '../fakes/people.ts';
import { type Answer, answerFrom, post } from '../fakes/post.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import { type Activity, isJson } from '../fakes/wire.ts';
import type { PlaceName } from './place-names.ts';
import type { Role, TablePress } from './role-table.ts';
import type { VerbName } from './verb-names.ts';

/** A case, and a word in it that only people with the right may read. */
export interface Target {
  reference: string;
  author: Who | 'by telephone';
  state: TablePress['state'];
  word: string;
  card: { conversationId: string; activityId: string } | undefined; // its card in the MASH channel
}

export const playedBy: Record<Role, Who> = {
  'nobody whom Teams has authenticated': 'mo',
  'a manager’s account in another organisation': 'mo',
  'somebody of another organisation in the shared channel': 'eve',
  'a guest in the team': 'gus',
  'a plain colleague': 'sid',
  'the author': 'jane',
  'another referrer': 'tom',
  'a practitioner': 'pat',
  'a manager': 'mo',
  'a manager who is the author': 'ana',
  'a member of the Assessment team': 'sue',
  'the escalation contact': 'dee',
  'the administrator': 'ash',
  'a member of the channel who is off the list': 'bea',
  'a listed practitioner who is out of the channel': 'liz',
};

const stones =
  'Agate Beryl Citrine Diopside Epidote Fluorite Garnet Howlite Iolite Jasper Kyanite Larimar Malachite'.split(' ');
let used = 0;
const stone = (): string => `Child${stones[used++]}`;

/** For each of three authors (one a manager), makes a sent and a decided referral; then a phoned one and a draft. */
export async function manyCases(world: World): Promise<Target[]> {
  const targets: Target[] = [];
  const referred = async (author: 'jane' | 'tom' | 'ana', state: 'sent' | 'decided') => {
    const word = stone();
    const about = { Agency: 'Health', 'Your name': profiles[author].name, 'Phone, for': '01632 960 014' };
    const child = { 'Child’s name': word, 'What worries you': `${word} burn` };
    const reference = await arrives(world, world[author], { about, child });
    const { conversationId, activityId } = caseCard(world.mo, reference).sees();
    if (state === 'decided') await decides(world.mo, reference, { Decision: 'Concerns about trafficking' });
    else {
      await caseCard(world.pat, reference).presses('Ask the referrer', 'Send question', { 'Your question': 'When?' });
      await world.pat.mentions(`tell ${reference}: Wait.`);
    }
    const notice = state === 'decided' ? 'The MASH has decided' : 'The MASH has a question';
    // otherwise it would arrive in the middle of the next step
    await world.until(() => inChat(world[author], notice).sees());
    if (author === 'jane' && state === 'decided') await world.jane.says(`I disagree ${reference}: ${word} again`);
    targets.push({ reference, author, state, word, card: { conversationId, activityId } });
  };
  for (const author of ['jane', 'tom', 'ana'] as const)
    for (const state of ['sent', 'decided'] as const) await referred(author, state);
  targets.push(await phoned(world));
  const word = stone();
  const draft = await beginsCheck(world.jane);
  await continuesToChild(draft);
  await draft.presses('Finish and send', { 'Child’s name': word, 'What worries you': word });
  const reference = referenceInButtons(draft);
  targets.push({ reference, author: 'jane', state: 'draft', word, card: undefined });
  return targets;
}

async function phoned(world: World): Promise<Target> {
  const word = stone();
  const form = await opensCallForm(world.pat);
  const answer = await form.presses('Log it', {
    'Who rang': 'Nina Berg',
    'Their agency': 'Police',
    'Their phone': '01632 960 099',
    'When did they ring': '2 hours ago',
    Urgent: 'Yes',
    'What did they say': `A girl, ${word}.`,
  });
  const reference = /HT-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(JSON.stringify(answer.body))?.[0] ?? '';
  const { conversationId, activityId } = await world.until(() => caseCard(world.mo, reference).sees());
  return { reference, author: 'by telephone', state: 'phoned', word, card: { conversationId, activityId } };
}

/** Everything a forged card could claim: another presser, other roles, administrator rights. */
const forgedClaims = {
  by: profiles.mo.objectId,
  id: profiles.mo.objectId,
  aadObjectId: profiles.mo.objectId,
  roles: ['mash-member', 'mash-manager', 'assessment'],
  author: profiles.mo.objectId,
  isAdmin: true,
  tenantId: profiles.eve.tenantId,
};

/** Inputs of many forms, filled in. */
export const forgedInputs = {
  message__1: 'Forged message',
  question__1: 'Forged question',
  answer__1: 'Forged answer',
  decision__1: 'other',
  trafficking__1: 'no',
  how__1: 'letter',
  action__1: 'Forged action',
  reasons__1: 'Forged reasons',
  outcome__1: 'Forged outcome',
  clear__1: 'yes',
  words__1: 'Forged words',
  know__1: 'no',
  police__1: 'Forged police',
  information__1: 'Forged information',
  suspected__1: 'yes',
  to__1: profiles.ana.objectId,
  target__1: 'tomorrow',
  name__1: 'Forged name',
  board__1: 'Forged board',
};

const onFirstCard = { step: 'danger', revision: 1 };

export const extraData: Partial<Record<VerbName, object>> = {
  link: { choice: 'family' },
  'start-linked': { choice: 'family' },
  'record-side': { choice: 'news' },
  side: { choice: 'news' },
  'disagreement-save': { choice: 'raise' },
  'disagreement-form': { choice: 'up', level: 1 },
  'assessment-start': { to: 'family' },
  'assessment-form': { to: 'suspicion' },
  'assessment-record': { to: 'suspicion' },
  'confirm-decision': { revision: 1 },
  'confirm-correction': { revision: 1, decision__1: 'assessment' },
  'close-disagreement': { number: 1, level: 2, reason__1: 'Forged reason' },
  'take-over': { code: '000000', phone__1: 'Forged phone' },
  'referrer-message-read': { number: 1 },
  'say-placed': { number: 1, placed: 'no' },
  'say-placed-here': { number: 1, placed: 'no' },
  'answer-question': { question: 1 },
  'another-child': { number: 1 },
  'answer-asked': { what: 'time', at: '2026-11-25T20:00:00.000Z', right: 'yes' },
  'answer-guess': { said: 'information-1', is: 'no' },
  'use-time': { time: '17:30' },
  'keep-board': { keep: true },
  'task-done': { task: 1 },
  'task-outcome': { task: 1 },
  'ring-wish': { wish: 'message' },
  'file-words': { at: '2026-11-25T20:00:00.000Z' },
  'read-words': { at: '2026-11-25T20:00:00.000Z' },
  'show-words': { at: '2026-11-25T20:00:00.000Z' },
  'confirm-contact': { choice: 'confirm', contact: 'csc' },
  'confirm-retention': { periods: 'forged' },
  'release-retention': { round: '2026-11-25T20:00:00.000Z' },
  'accept-shift': { offer: `2026-11-25T20:00:00.000Z ${profiles.mo.objectId}` },
  'refuse-shift': { offer: `2026-11-25T20:00:00.000Z ${profiles.mo.objectId}` },
  answer: { choice: 'no', ...onFirstCard },
  'check-answers': onFirstCard,
  back: onFirstCard,
  change: { to: 'child', ...onFirstCard },
  submit: onFirstCard,
  'stop-adding': onFirstCard,
  'confirm-channel': { number: 0 },
  'confirm-phone': { number: 0 },
  'refuse-channel': { number: 0 },
};

export interface Press {
  role: Role;
  place: PlaceName;
  verb: VerbName;
  target: Target;
}

/** The activity of a press, as Teams would send it. Everything in it but the person and the place may be forged. */
export function activityFor(world: World, { role, place, verb, target }: Press, threads: Threads): Activity {
  const profile: Profile = profiles[playedBy[role]];
  const client = teamsClient(profile, world.teams);
  const conversationId = place === 'their own chat' ? client.chatId : placeOf(place, target, threads);
  const data = {
    ...forgedClaims,
    ...forgedInputs,
    case: target.reference,
    other: target.reference,
    ...extraData[verb],
  };
  const activity = client.execute(conversationId, target.card?.activityId ?? '1', verb, data);
  if (role === 'nobody whom Teams has authenticated')
    return { ...activity, from: { id: profile.id, name: profile.name } };
  const isForeign =
    role === 'a manager’s account in another organisation' ||
    (profile.tenantId !== undefined && place === 'their own chat');
  return isForeign ? fromTenant('0e4a0000-0000-4000-8000-000000000009', activity) : activity;
}

/** The same activity, as it would come from another organisation. */
export const fromTenant = (tenant: string, activity: Activity): Activity => ({
  ...activity,
  conversation: { ...activity.conversation, id: activity.conversation?.id ?? '', tenantId: tenant },
  channelData: { ...(activity.channelData as object), tenant: { id: tenant } },
});

export interface Threads {
  assessment: string;
  other: string;
  mash: string;
}

export const threadsIn = ({ teams }: World, mash: string): Threads => ({
  assessment: teams.opensThread(assessments.id),
  other: teams.opensThread(general.id),
  mash: teams.opensThread(mash),
});

function placeOf(place: PlaceName, { card }: Target, threads: Threads): string {
  if (place === 'the MASH channel') return card?.conversationId ?? threads.mash;
  if (place === 'the Assessment team’s channel') return threads.assessment;
  return place === 'a group chat' ? groupChat.id : threads.other;
}

export interface PressResults {
  answers: Answer[];
  output: string; // the answers, and everything that the bot sent or changed meanwhile
}

/** Sends all the presses at once. */
export async function sendPresses(world: World, ...activities: Activity[]): Promise<PressResults> {
  const before = world.teams.history.length;
  const answers = await Promise.all(activities.map((activity) => post(world.base, JSON.stringify(activity))));
  const sent = world.teams.history.slice(before).map(({ body }) => body);
  return { answers, output: JSON.stringify([...answers.map(({ body }) => body), ...sent]) };
}

/**
 * Presses in a program of this process. Thousands of presses over HTTP would take four times the processor.
 * @returns the answer; the output is the answer and everything that the bot sent or changed meanwhile
 */
export async function pressHere(
  { onTurn, said }: ReturnType<typeof inProcess>,
  activity: Activity,
): Promise<{ answer: Answer; output: string }> {
  const before = said.length;
  let answer: Answer = { status: 0, body: undefined };
  const turn = {
    activity,
    async sendActivity({ value }: Activity) {
      if (isJson(value)) answer = answerFrom(Number(value.status), value.body);
    },
  };
  await onTurn(turn as unknown as Turn);
  const sent = said.slice(before).map(({ message }) => message);
  return { answer, output: JSON.stringify([answer.body, ...sent]) };
}

/** Sorts the fields of an object: rewriting a document may reorder them, which is no change. */
const sortFields = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/**
 * What the store holds of people, cases and the set-up. Left out is what the program notes of itself, which changes by
 * itself: its last test alarm, its heartbeats, the service it belongs to.
 */
export function documentsOfPeople(sqlitePath: string): unknown[] {
  using store = new DatabaseSync(sqlitePath, { readOnly: true });
  const ofItself = "'test-alarm', 'heartbeat', 'served', 'onlookers', 'sweep', 'told'";
  return store.prepare(`SELECT * FROM documents WHERE id NOT IN (${ofItself})`).all();
}

interface Read {
  case: string;
  by: string;
  how: string;
}

function remembering<Value>(work: (body: string) => Value): (body: string) => Value {
  const known = new Map<string, Value>();
  return (body) => {
    const value = known.get(body) ?? work(body);
    known.set(body, value);
    return value;
  };
}

/** What the store holds. A press without the right to it must leave all of it unchanged. */
export interface StoreView {
  /** What people did to these cases and to the settings, without what the bot has sent. */
  of(references: string[]): string;
  /** The same without the progress of drafts. */
  deeds(references: string[]): string;
  /** Stays the same until anything is written to any case or setting. */
  versions(): string;
  /** The entries of the access log. */
  reads(): Read[];
  close(): void;
}

export function storeViewOf(world: World): StoreView {
  const store = new DatabaseSync(world.sqlitePath, { readOnly: true });
  const cases = store.prepare("SELECT id, body FROM documents WHERE kind = 'case' ORDER BY id");
  // In `told` the worker notes whom it told about their duty. No press writes it, and no test knows when the worker
  // does. `unfiled` says whose words wait for their child, and the worker clears it.
  const isSetting = "kind = 'settings' AND id NOT IN ('mash', 'told', 'heartbeat', 'onlookers', 'sweep', 'unfiled')";
  const settings = store.prepare(`SELECT id, body FROM documents WHERE ${isSetting} ORDER BY id`);
  const versions = store.prepare(
    `SELECT kind, id, version FROM documents WHERE kind = 'case' OR (${isSetting}) ORDER BY kind, id`,
  );
  const reads = store.prepare("SELECT id, body FROM documents WHERE kind = 'read' ORDER BY id");
  const written = store.prepare('PRAGMA data_version');
  const known = new Map<StatementSync, { at: unknown; rows: { id: string; body: string }[] }>();
  /** The rows, read again only after somebody has written. */
  function rowsOf(statement: StatementSync) {
    const at = written.get()?.data_version;
    const before = known.get(statement);
    if (before?.at === at && before) return before.rows;
    const rows = statement.all() as unknown as { id: string; body: string }[];
    known.set(statement, { at, rows });
    return rows;
  }
  const parsed = ({ body }: { body: string }) => JSON.parse(body);
  /** What people did to one case. Only a case that was written again is read again. */
  const deedsOf = remembering((body: string) => {
    const { id, status, events, facts, progress } = JSON.parse(body);
    const done = events.filter((event: object) => 'by' in event);
    const deeds = JSON.stringify({ id, status, done, facts }, sortFields);
    return { deeds, withProgress: deeds + JSON.stringify(progress, sortFields) };
  });
  const sorted = remembering((body: string) => JSON.stringify(JSON.parse(body), sortFields));
  function deedsIn(references: string[], how: 'deeds' | 'withProgress'): string {
    const done = rowsOf(cases).flatMap(({ id, body }) => (references.includes(id) ? deedsOf(body)[how] : []));
    return [...done, ...rowsOf(settings).map(({ body }) => sorted(body))].join('\n');
  }
  return {
    of: (references) => deedsIn(references, 'withProgress'),
    deeds: (references) => deedsIn(references, 'deeds'),
    versions: () => JSON.stringify(versions.all()),
    reads: () => rowsOf(reads).map(parsed),
    close: () => store.close(),
  };
}
