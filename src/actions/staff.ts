import type { Person } from '../base/people.ts';
import type { Context, Sender } from './context.ts';

export const personWithoutRoles = (sender: Sender): Person => ({ id: sender.id, name: sender.name, roles: new Set() });

/** Administrators are named in the environment only: no card and no set-up can add one. */
export const isAdmin = ({ id }: Pick<Person, 'id'>, { config }: Pick<Context, 'config'>): boolean =>
  config.admins.includes(id);
