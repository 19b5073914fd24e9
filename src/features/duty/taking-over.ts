import type { ErrandContext, Reply } from '../../actions/context.ts';
import type { Duty } from '../../settings/duty.ts';
import { offersTo, openOffer, withRefused, withTaken } from '../../settings/rota.ts';
import { dutyCard, fromTo } from './cards.ts';
import { changeDuty, isManager, onlyManagers } from './duty.ts';
import { dutyReply } from './staying.ts';
import type { acceptShift, refuseShift } from './verbs.ts';

/** A manager takes over an offered time, with one press. A second manager who presses is told that it is taken. */
export async function takeOfferedShift(id: string, context: ErrandContext): Promise<Reply> {
  if (!isManager(context)) return [onlyManagers];
  const { by, now, duties } = context;
  const before = await duties.load();
  const offer = openOffer(before, id, by.id, now());
  if (offer) await changeDuty(context, 'taken', (duty) => withTaken(duty, id, { by, at: now() }));
  const taken = takenBy(await duties.load(), id, by.id);
  return taken
    ? dutyReply('You take over', [fromTo(taken), 'Thank you. I remind you before it begins.'])
    : dutyReply('That is taken, or over', ['Nothing was changed. Write “on call” to see who is on duty.']);
}

/** The entry that says that this person took the offer; undefined if they did not. */
const takenBy = ({ planned }: Duty, id: string, person: string) =>
  planned.findLast(({ what, by, staff, from }) => {
    const [begin = '', offerer] = id.split(' ');
    return what === 'taken' && by === person && staff === offerer && from >= begin;
  });

export async function turnDownShift(id: string, context: ErrandContext): Promise<Reply> {
  if (!isManager(context)) return [onlyManagers];
  const { by, now } = context;
  await changeDuty(context, 'refused', (duty) => withRefused(duty, id, { by, at: now() }));
  return dutyReply('You do not take over', ['Thank you for saying so.']);
}

/**
 * Applies the manager's typed answer to the only open offer. When several are open, shows their cards again, so that
 * the manager can press on one.
 */
export async function answerTypedOffer(
  { by, now, duties, pack, press }: ErrandContext,
  verb: typeof acceptShift | typeof refuseShift,
): Promise<Reply | undefined> {
  const open = offersTo(await duties.load(), by.id, now());
  const [only] = open;
  if (!only) return undefined;
  if (open.length === 1) return press(verb, { offer: only.id });
  return open.map((offer) => ({
    card: dutyCard({ kind: 'offer', key: '', to: by.id, offer }, pack.duty),
    storeInChat: true,
  }));
}
