import type { Feature } from '../../actions/feature.ts';
import { hears } from './hears.ts';
import { withoutOldAddressRequest } from './own-address.ts';
import { typed } from './typed.ts';

/** Alerts by text and email. */
export const outsideTeams = { name: 'outside', hears, typed, tidies: withoutOldAddressRequest } satisfies Feature;
