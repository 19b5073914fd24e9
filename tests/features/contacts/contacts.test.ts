import { expect, it } from '@jest/globals';
import { StaffId } from '../../../src/base/people.ts';
import { Instant } from '../../../src/base/time.ts';
import { confirmationsIn, withConfirmation } from '../../../src/features/contacts/contacts-state.ts';
import { aFolder } from '../../fakes/a-folder.ts';

const store = aFolder().openStore();

const by = (name: string) => ({
  by: StaffId.parse(name),
  name,
  at: Instant.parse('2026-11-25T10:00:00.000Z'),
  phone: '01632 960 001',
});

it('The confirmations are empty at first, and each contact is confirmed separately', async () => {
  const { load, change } = confirmationsIn(store);
  expect((await load()).confirmed).toEqual({});
  await change((record) => withConfirmation(record, 'nspcc', by('ash')));
  const { confirmed } = await change((record) => withConfirmation(record, 'ceop', by('dee')));
  expect(confirmed).toEqual({ nspcc: by('ash'), ceop: by('dee') });
  await change((record) => withConfirmation(record, 'nspcc', undefined));
  expect((await load()).confirmed).toEqual({ ceop: by('dee') });
});
