import { changeCard, historyCard } from '../../src/features/set-up/change-cards.ts';
import { withChoices } from '../../src/features/set-up/rules.ts';
import { answerChange } from '../../src/features/set-up/second-person.ts';
import { noSetup, type Setup } from '../../src/features/set-up/set-up-state.ts';
import { after, ash, asked, channel, kim, meg, mo, ofTwoAdmins, setUp } from '../features/set-up/a-council.ts';
import { type Cards, type Sample, sampleText } from './sample-answers.ts';

type Given = Parameters<typeof changeCard>;
function entry(number: number, reader: Given[1]): Given {
  const change = reader.setup.changes[number];
  if (!change) throw new Error(`no entry ${number}`);
  return [{ number, change }, reader];
}

/** The cards about a change of the set-up, for each kind of reader, and its history. */
export function changeSamples(sample: Sample): Cards[] {
  const name = sampleText(sample, 200) || 'Somebody';
  const named = Object.fromEntries([ash, kim, mo.id, meg.id, '19:referrals', '19:other'].map((id) => [id, name]));
  const withLongName = (setup: Setup): Setup =>
    JSON.parse(JSON.stringify(setup).replaceAll('Ash Kaur', '¤'), (_, each) => (each === '¤' ? name : each));
  const before = withLongName({ ...ofTwoAdmins(), names: named });
  const waiting = withChoices(
    before,
    {
      choices: { mash: channel('other', '19:elsewhere'), assessmentChannelId: '19:third', managers: [mo.id, meg.id] },
      names: named,
    },
    { by: ash, name, at: after(0) },
  );
  const reader = { setup: waiting, now: after(1) };
  const number = waiting.changes.length - 1;
  const confirmed = answerChange(waiting, { did: 'confirmed', who: { by: kim, name, at: after(2) } }).setup;
  const unconfirmable = asked({ ...setUp(), managers: [] });
  return [
    {
      'set-up, to confirm': changeCard(...entry(number, { ...reader, to: kim, stranded: { open: 12, unsent: 1 } })),
      'set-up, asked by me': changeCard(...entry(number, { ...reader, to: ash })),
      'set-up, for a manager too new to confirm': changeCard(...entry(number, { ...reader, to: meg.id })),
      'set-up, waits, in the channel': changeCard(...entry(number, reader)),
      'set-up, nobody can confirm': changeCard(
        ...entry(unconfirmable.changes.length - 1, {
          setup: unconfirmable,
          now: after(1),
          to: ash,
        }),
      ),
      'set-up, managers changed': changeCard(...entry(number - 1, reader)),
      'set-up, confirmed': changeCard(...entry(confirmed.changes.length - 1, { ...reader, setup: confirmed })),
      'set-up, history': historyCard(confirmed, 0),
      'set-up, no history': historyCard(noSetup, 0),
    },
  ];
}
