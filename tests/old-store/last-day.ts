import { execFileSync } from 'node:child_process';
import { DatabaseSync } from 'node:sqlite';
import { assessmentCard, caseCard, decides, inChat, summariesIn } from '../conversations/walks.ts';
import type { World } from '../conversations/world.ts';
import type { ConnectorRequest } from '../fakes/faults.ts';
import { assessments, referrals } from '../fakes/people.ts';
import { arrives, type Cases } from './life.ts';

// Faults of Teams, commands of an administrator, and messages that still wait when the old program is stopped.

const changes = ({ method }: ConnectorRequest): boolean => method !== 'GET';
const inConversation = (id: string) => (request: ConnectorRequest) =>
  changes(request) && request.path.startsWith(`/v3/conversations/${id}`);

/** A person whom Teams does not let the bot write to, and a card that somebody deleted in Teams. */
export async function notReached(world: World): Promise<Cases> {
  const { tom, mo, ana, teams, until } = world;
  const reference = await arrives(world, 'tom', { 'Child’s name': 'Boy Howlite' });
  const blocked = teams.faults.add({ match: inConversation(tom.chatId), trouble: { status: 403 } });
  await decides(mo, reference);
  await until(() => caseCard(ana, reference).sees().buttons.includes('I have told them'));
  blocked.end();
  await caseCard(ana, reference).presses('I have told them');
  const cardGone = await arrives(world, 'tom', { 'Child’s name': 'Girl Iolite' });
  const { activityId } = caseCard(mo, cardGone).sees();
  const isCard = ({ path }: ConnectorRequest) => path.endsWith(`/activities/${activityId}`);
  const deleted = teams.faults.add({ match: (each) => changes(each) && isCard(each), trouble: { status: 404 } });
  await caseCard(mo, cardGone).presses('Take this referral');
  const again = `${cardGone}: The card above was gone: here it is again`;
  await until(() => summariesIn(teams.delivered(referrals.id)).includes(again));
  deleted.end();
  return { notReached: reference, cardGone };
}

/** A case for the Assessment team, whose channel at first accepts nothing. */
export async function passedOn(world: World): Promise<Cases> {
  const { jane, mo, sue, teams, until } = world;
  const reference = await arrives(world, 'jane', { 'Child’s name': 'Boy Larimar' });
  const isThere = (each: ConnectorRequest) => JSON.stringify([each.path, each.body]).includes(assessments.id);
  const shut = teams.faults.add({ match: (each) => changes(each) && isThere(each), trouble: { status: 503 } });
  await decides(mo, reference, { Decision: 'Concerns about trafficking' });
  const line = `${reference}: NOT with the Assessment team yet`;
  await until(() => summariesIn(mo.thread(reference)).includes(line), 60_000);
  shut.end();
  await until(() => assessmentCard(sue, reference).sees(), 60_000);
  await until(() => inChat(jane, 'The MASH has decided').sees());
  return { passedOn: reference };
}

/** Waits until every message has been sent. */
export async function quiet({ sqlitePath, until }: World): Promise<void> {
  const db = new DatabaseSync(sqlitePath, { readOnly: true });
  const waiting = db.prepare('SELECT COUNT(*) AS n FROM documents WHERE unsent_since IS NOT NULL');
  try {
    await until(() => waiting.get()?.n === 0, 60_000);
  } finally {
    db.close();
  }
}

/** Runs `npm run retention` of a checkout on the store of the world. */
export function retention(root: string, { sqlitePath }: World, args: string[], packPath = ''): string {
  return execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/tools/retention.ts', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, SQLITE_PATH: sqlitePath, PROTOCOL_PACK: packPath },
    encoding: 'utf8',
  });
}

/**
 * Kills the program while Teams accepts nothing in the channel or in Tom's chat, so that a question, a line and a card
 * are waiting.
 * @returns the cases, after the program was killed
 */
export async function endsInTheMiddle(world: World): Promise<Cases> {
  const { jane, tom, mo, pat, teams, until } = world;
  const asked = await arrives(world, 'tom', { 'Child’s name': 'Boy Jasper' });
  const waiting = await arrives(world, 'jane', { 'Child’s name': 'Girl Kyanite' });
  await caseCard(mo, waiting).presses('Record decision'); // and it is never confirmed
  await quiet(world);
  const form = caseCard(pat, asked);
  await form.presses('Ask the referrer');
  const toTom = teams.faults.add({ match: inConversation(tom.chatId), trouble: { status: 503 } });
  const toMash = teams.faults.add({ match: inConversation(referrals.id), trouble: { status: 503 } });
  await form.presses('Send question', { 'Your question': 'Where does he sleep?' });
  await jane.says(`add ${waiting}: She is back at the flat.`);
  await until(() => toTom.struck > 0 && toMash.struck > 1);
  await world.kill();
  return { asked, waiting };
}
