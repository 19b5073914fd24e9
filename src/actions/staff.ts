import type { Person } from '../base/people.ts';
import type { Context, Sender } from './context.ts';

export const staff = (sender: Sender): Person => ({ id: sender.id, name: sender.name, roles: new Set() });

/** An administrator of this bot, by the environment: no card and no set-up makes one. */
export const isAdmin = ({ id }: Pick<Person, 'id'>, { config }: Pick<Context, 'config'>): boolean =>
  config.admins.includes(id);
