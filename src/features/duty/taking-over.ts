import type { Context, Reply } from '../../actions/context.ts';
import type { Duty } from '../../settings/duty.ts';
import { offersTo, openOffer, withRefused, withTaken } from '../../settings/rota.ts';
import { dutyCard, fromTo } from './cards.ts';
import { changeDuty, isManager, onlyManagers } from './duty.ts';
import { dutyReply } from './staying.ts';

/** A manager takes over what was offered to them, in one press. Who is second learns that it is gone. */
export async function takeOfferedShift(id: string, context: Context): Promise<Reply> {
  if (!isManager(context)) return [onlyManagers];
  const { by, now, duties } = context;
  const before = await duties.load();
  const offer = openOffer(before, id, by.id, now());
  if (offer) await changeDuty(context, 'taken', (duty) => withTaken(duty, id, { by, at: now() }));
  const mine = takenBy(await duties.load(), id, by.id);
  return mine
    ? dutyReply('You take over', [fromTo(mine), 'Thank you. I remind you before it begins.'])
    : dutyReply('That is taken, or over', ['Nothing was changed. Write “on call” to see who is on duty.']);
}

/** What came of an offer, where it was this person who took it. */
const takenBy = ({ planned }: Duty, id: string, person: string) =>
  planned.findLast(({ what, by, staff, from }) => {
    const [begin = '', offerer] = id.split(' ');
    return what === 'taken' && by === person && staff === offerer && from >= begin;
  });

export async function turnDownShift(id: string, context: Context): Promise<Reply> {
  if (!isManager(context)) return [onlyManagers];
  const { by, now } = context;
  await changeDuty(context, 'refused', (duty) => withRefused(duty, id, { by, at: now() }));
  return dutyReply('You do not take over', ['Thank you for saying so.']);
}

/** The same, typed: where exactly one thing is offered. More are shown again, to press on. */
export async function answerTypedOffer(context: Context, does: typeof takeOfferedShift): Promise<Reply | undefined> {
  const { by, now, duties, pack } = context;
  const open = offersTo(await duties.load(), by.id, now());
  const [only] = open;
  if (!only) return undefined;
  if (open.length === 1) return does(only.id, context);
  return open.map((offer) => ({
    card: dutyCard({ kind: 'offer', key: '', to: by.id, offer }, pack.duty),
    storeInChat: true,
  }));
}
