import { changeCard } from '../../src/features/set-up/change-cards.ts';
import { historyCard } from '../../src/features/set-up/history-card.ts';
import { withChoices } from '../../src/settings/choosing.ts';
import { confirmChange } from '../../src/settings/second-person.ts';
import { noSetup, type Setup } from '../../src/settings/setup.ts';
import { after, ash, asked, channel, council, kim, meg, mo, setUp, twoAdmins } from '../settings/a-council.ts';
import { type Named, type Sample, written } from './sample-answers.ts';

/** What is told of a change of the set-up, to each who reads it differently, and the history. */
export function changeSamples(sample: Sample): Named[] {
  const name = written(sample, 200) || 'Somebody';
  const named = Object.fromEntries([ash, kim, mo.id, meg.id, '19:referrals', '19:other'].map((id) => [id, name]));
  const calls = (setup: Setup): Setup =>
    JSON.parse(JSON.stringify(setup).replaceAll('Ash Kaur', '¤'), (_, each) => (each === '¤' ? name : each));
  const before = calls({ ...setUp(twoAdmins), names: named });
  const waits = withChoices(
    before,
    {
      choices: { mash: channel('other', '19:elsewhere'), assessmentChannelId: '19:third', managers: [mo.id, meg.id] },
      names: named,
    },
    { by: ash, name, at: after(0) },
    twoAdmins,
  );
  const told = { setup: waits, config: twoAdmins, now: after(1) };
  const number = waits.changes.length - 1;
  const done = confirmChange(waits, { who: { by: kim, name, at: after(2) }, config: twoAdmins }).setup;
  const alone = asked(council({ MASH_MANAGERS: '' }), { ...setUp(), managers: [] });
  return [
    { name: 'set-up, to confirm', card: changeCard(number, { ...told, to: kim }) ?? {} },
    { name: 'set-up, asked by me', card: changeCard(number, { ...told, to: ash }) ?? {} },
    { name: 'set-up, too new to confirm', card: changeCard(number, { ...told, to: meg.id }) ?? {} },
    { name: 'set-up, waits, in the channel', card: changeCard(number, told) ?? {} },
    {
      name: 'set-up, nobody can confirm',
      card: changeCard(alone.changes.length - 1, { setup: alone, config: council(), now: after(1), to: ash }) ?? {},
    },
    { name: 'set-up, managers changed', card: changeCard(number - 1, told) ?? {} },
    { name: 'set-up, confirmed', card: changeCard(done.changes.length - 1, { ...told, setup: done }) ?? {} },
    { name: 'set-up, history', card: historyCard(done, 0, { kind: 'not-chained', entries: 0 }) },
    { name: 'set-up, no history', card: historyCard(noSetup, 0, { kind: 'not-chained', entries: 0 }) },
    { name: 'set-up, history altered', card: historyCard(done, 0, { kind: 'broken', entry: 1, what: 'changed' }) },
  ];
}
