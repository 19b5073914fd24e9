import { userInfo } from 'node:os';
import { StaffId } from '../base/people.ts';

/** Who runs a command: the user of this machine. Teams knows nobody here, and no card ever carries such an id. */
export const administrator = (): StaffId => StaffId.parse(`admin:${userInfo().username}`.slice(0, 100));
