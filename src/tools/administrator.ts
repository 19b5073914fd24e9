import { userInfo } from 'node:os';
import { StaffId } from '../base/people.ts';

/**
 * The id of the person who runs a command: their user name on this machine. It is no id of Teams, and no card can carry
 * such an id.
 */
export const administrator = (): StaffId => StaffId.parse(`admin:${userInfo().username}`.slice(0, 100));
