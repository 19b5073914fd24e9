import type { Feature } from '../../actions/feature.ts';
import { button } from '../../cards/parts.ts';
import { contacts } from '../../cards/verbs.ts';
import { actions } from './actions.ts';
import { typed } from './typed.ts';

export const contactsFeature = {
  name: 'contacts',
  actions,
  typed,
  receipt: { buttons: { contacts: () => button(contacts, 'Contacts', { below: true }) } },
} satisfies Feature;
