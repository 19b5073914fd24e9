import type { Person } from '../people.ts';
import type { Sender } from './place.ts';

export const staff = (sender: Sender): Person => ({ id: sender.id, name: sender.name, roles: new Set() });
