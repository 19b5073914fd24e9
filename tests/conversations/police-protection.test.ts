import { beforeAll, describe, expect, it } from '@jest/globals';
import { callInviteCard } from '../../src/features/desk/cards.ts';
import { headingsIn } from '../fakes/card.ts';
import type { Json } from '../fakes/wire.ts';
import { aProgram, minute, summaryOf, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';
import { aCall } from './phoning.ts';

const hour = 60 * minute;

// It is Wednesday, 10 June, 14:03.

describe('police protection after sending', () => {
  const world = aProgram();
  const { machine, inChat, caseCard, summaries } = world;
  let reference: string;
  const asked = () => inChat('jane').findLast((card) => /Since when is the child in police/.test(text(card)));
  const says = async (words: string) => {
    await world.types('jane', words);
    await machine.pass(1000);
  };
  const open = async () => text((await world.acts('mo', { type: 'message', text: 'board' }, true)).at(-1));
  const more = async (title: string) =>
    world.presses('mo', await world.presses('mo', caseCard(reference) ?? {}, 'More'), title);
  beforeAll(async () => {
    reference = await world.refers();
    await world.presses('mo', caseCard(reference) ?? {}, 'Take this referral');
    await machine.pass(10 * minute);
  });

  it('Typed words ring who has the case, and what could not be read is asked: of the MASH on the card, of the author in their chat', async () => {
    await says('the police came. he is in police protection with PC Ali Khan');
    contains(
      text(caseCard(reference)),
      'URGENT',
      'In police protection since: NOT READ. Ask the police.',
      'Ends 14:13, Sat 13 Jun at the latest',
      'officer: PC Ali Khan',
    );
    const loud = world.told.filter(({ to, message }) => to === 'a:mo' && 'card' in message && message.alert);
    expect(loud.map(({ message }) => 'card' in message && summaryOf(message.card))).toEqual([
      `${reference}: MAY BE PROTECTED BY POLICE, written 14:13. NEW INFORMATION, not read yet`,
    ]);
    expect(summaryOf(asked())).toBe(`Referral ${reference}`);
  });

  it('The author says it in the boxes that they are asked with, or in typed words', async () => {
    const form = asked() ?? {};
    await world.presses('jane', form, 'Send to the MASH', { 'Since when': 'today 13:30', 'Reference of': '41/22' });
    await machine.pass(1000);
    contains(
      text(caseCard(reference)),
      'In police protection since: 13:30, Wed 10 Jun',
      'Ends 13:30, Sat 13 Jun\n',
      'police reference: 41/22 · officer: PC Ali Khan',
    );
    await says('police protection began at 13:20');
    contains(text(caseCard(reference)), 'In police protection since: 13:20, Wed 10 Jun');
  });

  it('The MASH corrects it under More, where its form holds what is known, and by typing', async () => {
    const form = await more('Police protection');
    contains(JSON.stringify(form), '41/22');
    const after = await world.presses('mo', form, 'Record it', {
      'In police protection': 'section-46',
      'Until when': 'Monday',
    });
    contains(
      text(after),
      'Power: Children Act 1989, section 46',
      'They wrote “until Monday”. That cannot be: ask the police.',
    );
    const answer = await world.types('mo', `police protection ${reference}: until Friday 09:00`);
    contains(text(answer), 'since 13:20, Wed 10 Jun', 'It ends 09:00, Fri 12 Jun');
    lacks(text(answer), /Khan|\b41\b/); // a reference may hold “41”, too
    await machine.pass(1000);
    contains(text(caseCard(reference)), 'Ends 09:00, Fri 12 Jun');
  });

  it('What the referrer adds in the form and what a decision says is read in the same way', async () => {
    const form = await world.presses('jane', await world.types('jane', 'add information'), 'Send to the MASH', {
      'What is new': 'They moved him to another station.',
      'In police protection': 'ref 99/1',
    });
    contains(headingsIn(form as Json).join(), 'Sent to the MASH');
    await machine.pass(1000);
    contains(text(caseCard(reference)), 'police reference: 99/1');
    const decision = await world.presses('mo', caseCard(reference) ?? {}, 'Record decision');
    await world.presses('mo', decision, 'Confirm decision', {
      'Decision (required)': 'other',
      'What action': 'A worker visits.',
      Reasons: 'As known.',
      'Concern about': 'No',
      'In police protection': 'until 15:00, Sgt Bell',
    });
    await machine.pass(1000);
    contains(text(caseCard(reference)), 'DECIDED', 'Ends 15:00, Wed 10 Jun', 'officer: Sgt Bell');
    contains(await open(), reference, 'In police protection, ends 15:00, Wed 10 Jun', 'DECIDED, STILL IN POLICE');
  });

  it('A decision does not stop the 72 hours: who has the case is told before they end and when they end, by reference and time', async () => {
    const ends = () => summaries('mo', `${reference}: police protection`);
    expect(ends()).toEqual([`${reference}: police protection ends 15:00, Wed 10 Jun`]);
    lacks(
      JSON.stringify(inChat('mo').filter((card) => summaryOf(card).includes('police protection'))),
      /Bell|99\/1|Zircon/,
    );
    await machine.pass(hour);
    expect(ends().at(-1)).toBe(`${reference}: police protection has ended 15:00, Wed 10 Jun`);
    contains(text(caseCard(reference)), 'URGENT');
  });

  it('Somebody of the MASH records what follows, by the form or by typing, and nobody is told any more', async () => {
    const form = await more('What follows protection');
    contains(text(await world.presses('mo', form, 'Record it')), 'Choose one.');
    contains(text(await world.types('jane', `protection over ${reference}: she is home`)), 'Sent to the MASH');
    await world.types('mo', `protection over ${reference}: court order, foster carer`);
    await machine.pass(1000);
    contains(text(caseCard(reference)), 'A court order was made, says Mo Hussain');
    contains(await open(), 'NEWS NOT READ');
    await world.types('mo', `I have read it ${reference}`);
    contains(await open(), 'None. No decision waits');
    lacks(text(caseCard(reference)), 'In police protection since');
    const before = summaries('mo', `${reference}: police protection`).length;
    await machine.pass(10 * minute);
    expect(summaries('mo', `${reference}: police protection`)).toHaveLength(before);
    lacks(titles(await world.presses('mo', caseCard(reference) ?? {}, 'More')), 'What follows protection');
  });
});

describe('police protection in a call that the MASH logs', () => {
  const world = aProgram();
  const { machine, inChat, caseCard } = world;

  it('The form asks for it, and a call with it rings and shows its end', async () => {
    const form = await world.presses('mo', callInviteCard(), 'Open the form');
    const boxes = {
      'In police protection': 'section-46',
      'Since when': 'today 13:45',
      'Which officer': 'PC Ali, Herts',
    };
    const logged = await world.presses('mo', form, 'Log it', { ...aCall, ...boxes });
    const reference = /HT-[\w-]{8}/.exec(text(logged))?.[0] ?? '';
    await machine.pass(1000);
    contains(
      text(caseCard(reference)),
      'URGENT',
      'In police protection since: 13:45, Wed 10 Jun',
      'Ends 13:45, Sat 13 Jun',
      'Power: Children Act 1989, section 46 · officer: PC Ali, Herts',
    );
    expect(inChat('ana').map(summaryOf).join()).toContain(`URGENT ${reference}`);
  });
});

describe('“PP”, as the police write it', () => {
  const { refers, types, machine, caseCard } = aProgram();

  it('is police protection, and the house where they were found is no address', async () => {
    const reference = await refers({ child: { 'Where are they': 'in police custody' } });
    await types('jane', '2 lads in cannabis house, PP since 0150');
    await machine.pass(2000);
    contains(
      text(caseCard(reference)),
      'URGENT',
      'In police protection since: 01:50, Wed 10 Jun',
      '2 lads in cannabis house, PP since 0150',
    );
  });
});
