import { expect, it } from '@jest/globals';
import {
  abilityToConfirm,
  answerChange,
  confirmers,
  withRequestEnded,
} from '../../../src/features/set-up/second-person.ts';
import { noSetup, type Setup } from '../../../src/features/set-up/set-up-state.ts';
import { after, ash, asked, channel, chooses, dee, kim, meg, mo, ofTwoAdmins, setUp, started } from './a-council.ts';

const mashOf = ({ mash }: Setup) => mash?.channelId;
const waitingIn = ({ waiting }: Setup) => {
  if (!waiting) throw new Error('nothing waits');
  return waiting;
};
const confirms = (setup: Setup, by: typeof mo.id, hours: number) =>
  answerChange(setup, { did: 'confirmed', who: { by, name: 'Somebody', at: after(hours) } });
/** What comes of confirming it. */
const verdict = (...confirmation: Parameters<typeof confirms>) => confirms(...confirmation).result;
/** Mo, and Meg for a day already. */
const ofTwoManagers = () => chooses(setUp(), -30, { managers: [mo.id, meg.id] });
const ended = (setup: Setup, hours: number) => withRequestEnded(setup, after(hours));

// The first set-up

it('The first set-up applies at once, because it takes referrals away from no earlier channel', () => {
  expect(mashOf(setUp())).toBe('19:referrals');
  expect(setUp().waiting).toBeUndefined();
});

it('The first set-up in Teams needs a second person if the environment has named a channel', () => {
  const named = started(noSetup, -1, { MASH_TEAM_ID: '19:team', MASH_CHANNEL_ID: '19:env' });
  const setup = chooses(named, 0, { mash: channel('other') });
  expect(mashOf(setup)).toBe('19:env');
  expect(setup.waiting).toBeDefined();
});

// Another MASH channel

it('Who names themselves a manager is one only from when a second person has confirmed it; others are at once', () => {
  const asked = chooses(setUp(), 0, { managers: [mo.id, ash] });
  expect([asked.managers, asked.waiting?.choices]).toEqual([[mo.id], { managers: [mo.id, ash] }]);
  const by = (person: typeof ash) => ({ by: person, name: '', at: after(1) });
  expect(answerChange(asked, { did: 'confirmed', who: by(ash) }).result.kind).toBe('asked-for-it');
  expect(answerChange(asked, { did: 'confirmed', who: by(mo.id) }).setup.managers).toEqual([mo.id, ash]);
  expect(chooses(setUp(), 0, { managers: [mo.id, meg.id] }).managers).toEqual([mo.id, meg.id]);
});

it.each([
  ['nobody', []],
  ['somebody new', [meg.id]],
])('The last manager in force is replaced by %s only from when a second person has confirmed it', (_, managers) => {
  const before = chooses(setUp(), 0, { managers });
  expect([before.managers, before.waiting?.choices]).toEqual([[mo.id], { managers }]);
  expect(verdict(before, ash, 1).kind).toBe('asked-for-it');
  expect(confirms(before, mo.id, 1).setup.managers).toEqual(managers);
});

it('A full change of managers names the new ones first: the last of the former goes a day later, or once another person confirms it', () => {
  const both = chooses(setUp(), 0, { managers: [mo.id, meg.id] });
  expect(both.managers).toEqual([mo.id, meg.id]);
  expect(chooses(both, 23.9, { managers: [meg.id] }).managers).toEqual([mo.id, meg.id]);
  expect(chooses(both, 24, { managers: [meg.id] }).managers).toEqual([meg.id]);
  const confirmed = confirms(chooses(setUp(), 0, { managers: [meg.id] }), mo.id, 1).setup;
  expect(chooses(confirmed, 2, { managers: [] }).managers).toEqual([meg.id]); // whom a second person confirmed is in force at once
});

it('A manager of the first day, when nobody is in force yet, can be corrected at once', () => {
  const wrong = chooses(started(noSetup, -2), -1, { mash: channel('referrals'), managers: [meg.id] });
  expect(chooses(wrong, 0, { managers: [mo.id] }).managers).toEqual([mo.id]);
});

it('Another MASH channel is used only from when a second person has confirmed it', () => {
  const before = asked();
  expect(mashOf(before)).toBe('19:referrals');
  const { setup, result } = confirms(before, mo.id, 1);
  expect(result).toEqual({ kind: 'confirmed' });
  expect(mashOf(setup)).toBe('19:other');
  expect(setup.waiting).toBeUndefined();
  expect(setup.changes.at(-1)).toMatchObject({ by: mo.id, did: 'confirmed', askedBy: { by: ash, name: 'Ash Kaur' } });
});

it('The person who asked for another channel cannot confirm it, even as an administrator', () => {
  const { setup, result } = confirms(asked(ofTwoAdmins()), ash, 1);
  expect(result).toEqual({ kind: 'asked-for-it' });
  expect(mashOf(setup)).toBe('19:referrals');
});

it('Another administrator can confirm a channel at once', () => {
  expect(verdict(asked(ofTwoAdmins()), kim, 0.1).kind).toBe('confirmed');
});

it('A manager who was added after the request can never confirm it', () => {
  const helped = chooses(asked(), 1, { managers: [mo.id, meg.id] });
  expect(verdict(helped, meg.id, 40).kind).toBe('came-after');
});

it('A manager who was added in the same form as the request can never confirm it', () => {
  const helped = chooses(setUp(), 0, { mash: channel('other'), managers: [mo.id, meg.id] });
  expect(verdict(helped, meg.id, 40).kind).toBe('came-after');
});

it('A manager can confirm another channel only after 24 hours as a manager', () => {
  const helped = asked(chooses(setUp(), -1, { managers: [mo.id, meg.id] }));
  expect(verdict(helped, meg.id, 22.9)).toEqual({ kind: 'from', at: after(23) });
  expect(verdict(helped, meg.id, 23).kind).toBe('confirmed');
});

it('The 24 hours start again for a manager who was removed and added again', () => {
  const out = chooses(ofTwoManagers(), -2, { managers: [meg.id] });
  const again = asked(chooses(out, -1, { managers: [meg.id, mo.id] }));
  expect(verdict(again, mo.id, 1)).toEqual({ kind: 'from', at: after(23) });
});

it('Neither the escalation contact nor a former manager can confirm another channel', () => {
  expect(verdict(asked(), dee.id, 1).kind).toBe('not-of-the-desk');
  const former = chooses(asked(ofTwoManagers()), 1, { managers: [meg.id] });
  expect(verdict(former, mo.id, 2).kind).toBe('not-of-the-desk');
});

it('Managers with whom the service began can confirm another channel at once, and those of a later start cannot', () => {
  const env = { MASH_MANAGERS: 'meg', MASH_TEAM_ID: '19:team', MASH_CHANNEL_ID: '19:env' };
  const begun = started(noSetup, -1, env);
  expect(verdict(asked(begun), meg.id, 0.1).kind).toBe('confirmed');
  const later = started(started(noSetup, -2), -1, env);
  expect(verdict(asked(later), meg.id, 0.1)).toEqual({ kind: 'from', at: after(23) });
});

it('Any manager or administrator can refuse another channel, and the person who asked can take it back', () => {
  for (const by of [mo.id, ash]) {
    const { setup, result } = answerChange(asked(), { did: 'refused', who: { by, name: 'Somebody', at: after(1) } });
    expect(result).toEqual({ kind: 'refused' });
    expect(setup.waiting).toBeUndefined();
    expect(mashOf(setup)).toBe('19:referrals');
  }
});

it('A request for another channel lapses after 72 hours and cannot be confirmed from then on', () => {
  expect(verdict(asked(), mo.id, 72).kind).toBe('nothing-waits');
  expect(ended(asked(), 71.9)).toEqual(asked());
  const setup = ended(asked(), 72);
  expect(setup.waiting).toBeUndefined();
  expect(setup.changes.map(({ did }) => did)).toEqual(['changed', 'changed', 'asked', 'lapsed']);
  expect(setup.changes.at(-1)?.tell?.people).toEqual([mo.id, ash]);
});

it('A later request replaces the earlier one, and the card of the earlier one does not confirm it', () => {
  const first = asked();
  const second = chooses(first, 1, { mash: channel('third') });
  const who = { by: mo.id, name: 'Mo', at: after(2) };
  const late = answerChange(second, { did: 'confirmed', who, number: waitingIn(first).number });
  expect(late.result).toEqual({ kind: 'answered' });
  expect(second.changes.at(-1)).toMatchObject({ did: 'asked', askedBy: { by: ash } });
  expect(mashOf(confirms(second, mo.id, 2).setup)).toBe('19:third');
});

it('Asking again for the same channel, or for the present one, changes nothing', () => {
  expect(asked(asked())).toEqual(asked());
  expect(chooses(asked(), 1, { mash: channel('referrals') })).toEqual(asked());
});

it('Nobody can confirm another channel if there is only one administrator and no manager', () => {
  const alone = asked(chooses(started(noSetup, -72), -48, { mash: channel('referrals') }));
  expect(confirmers(waitingIn(alone), alone, after(1))).toEqual([{ person: ash, kind: 'asked-for-it' }]);
  expect(abilityToConfirm(mo.id, waitingIn(alone), alone, after(1))).toEqual({ kind: 'not-of-the-desk' });
});

// Another channel of the Assessment team

it('Another Assessment channel needs a second person, because cases are read there', () => {
  const before = chooses(setUp(), 0, { assessmentChannelId: '19:other' });
  expect(before.assessmentChannelId).toBeUndefined();
  expect(confirms(before, mo.id, 1).setup.assessmentChannelId).toBe('19:other');
});

it('The Assessment channel can be removed at once', () => {
  const has = confirms(chooses(setUp(), 0, { assessmentChannelId: '19:other' }), mo.id, 1).setup;
  const none = chooses(has, 2, { assessmentChannelId: undefined });
  expect(none.assessmentChannelId).toBeUndefined();
  expect(none.changes.at(-1)).toMatchObject({ did: 'changed', what: ['assessmentChannelId'] });
});

// Other changes of the set-up

it('A change of managers applies at once, and old and new managers, administrators and the channel are told', () => {
  const setup = chooses(ofTwoManagers(), 0, { mash: channel('other'), managers: [meg.id] });
  expect(setup.managers).toEqual([meg.id]);
  const [managers, channels] = setup.changes.slice(3);
  expect(managers).toMatchObject({ did: 'changed', what: ['managers'] });
  expect(managers?.tell?.people.sort()).toEqual([ash, meg.id, mo.id]);
  expect(managers?.tell?.channels.map(({ channelId }) => channelId)).toEqual(['19:referrals']);
  expect(channels).toMatchObject({ did: 'asked', what: ['mash'] });
});

it('The old and the new escalation contact are both told of the change', () => {
  const change = chooses(setUp(), 0, { escalation: [meg.id] }).changes.at(-1);
  expect(change?.tell?.people.sort()).toEqual([ash, dee.id, meg.id, mo.id]);
});

it('A change that concerns no channel, manager, escalation contact or administrator is recorded but told to nobody', () => {
  const change = chooses(setUp(), 0, { board: 'Bo Beryl' }).changes.at(-1);
  expect(change).toMatchObject({ what: ['board'], parts: [{ part: 'board', from: [], to: [{ name: 'Bo Beryl' }] }] });
  expect(change?.tell).toBeUndefined();
});
