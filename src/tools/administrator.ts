import { userInfo } from 'node:os';
import { StaffId } from '../base/people.ts';

/**
 * The id of the person who runs a command: their user name on this machine. Teams gives nobody an id like this, so it
 * names nobody in Teams.
 */
export const administrator = (): StaffId => StaffId.parse(`admin:${userInfo().username}`.slice(0, 100));
