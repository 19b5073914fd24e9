import type { Given } from '../../actions/action.ts';
import type { Context, Message } from '../../actions/context.ts';
import { fieldOf } from '../../protocol/pack.ts';
import { withChoices } from '../../settings/setup.ts';
import { setUpDone, setUpNames } from './cards.ts';
import type { saveNames } from './verbs.ts';

const nameLimit = 200;

export async function keepNames({ typed, attempt }: Given<typeof saveNames>, context: Context): Promise<Message> {
  const { pack, setup: known, setups, by, now, refreshDesk, log } = context;
  const agencies = fieldOf(pack, 'agency').choices ?? [];
  const said = (id: string) => (typed[id] ?? '').trim();
  const long = Object.keys(typed).filter((id) => [...said(id)].length > nameLimit);
  if (long.length > 0)
    return {
      card: setUpNames(known(), pack, {
        typed,
        long,
        limit: nameLimit,
        attempt: attempt + 1,
      }),
    };
  const namesFor = (part: string) =>
    Object.fromEntries(agencies.flatMap(({ id }) => (said(`${part}-${id}`) ? [[id, said(`${part}-${id}`)]] : [])));
  const choices = { officers: namesFor('officer'), coordinators: namesFor('coordinator'), board: said('board') };
  const who = { by: by.id, name: by.name || 'an administrator', at: now() };
  const setup = await setups.change((before) => withChoices(before, { choices, names: {} }, who));
  await refreshDesk();
  log.info({ event: 'setup.changed', by: by.id });
  return { card: setUpDone(setup, { good: ['The names are saved.'], bad: [] }) };
}
