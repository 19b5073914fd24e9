import type { Person } from '../base/people.ts';
import type { Context, Sender } from './context.ts';

export const personWithoutRoles = (sender: Sender): Person => ({ id: sender.id, name: sender.name, roles: new Set() });

/** No card can add an administrator: only the environment names them (`features/set-up/seeding.ts`). */
export const isAdmin = ({ id }: Pick<Person, 'id'>, { currentSetUp }: Pick<Context, 'currentSetUp'>): boolean =>
  currentSetUp().admins.includes(id);
