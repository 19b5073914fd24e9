import { describe, expect, it } from '@jest/globals';
import { remembered, withEnvironment } from '../../src/settings/environment.ts';
import { confirmChange, confirmers, lapsed, mayConfirm, refuseChange } from '../../src/settings/second-person.ts';
import { effectiveSetUp, noSetup, type Setup } from '../../src/settings/setup.ts';
import { after, ash, asked, channel, chooses, council, dee, kim, meg, mo, setUp, twoAdmins } from './a-council.ts';

const config = council();
const mashOf = (setup: Setup, by = config) => effectiveSetUp(by, setup).mash?.channelId;
const kinds = ({ changes }: Setup) => changes.map(({ did }) => did);
const waitingIn = ({ waiting }: Setup) => {
  if (!waiting) throw new Error('nothing waits');
  return waiting;
};
const says = (setup: Setup, by: typeof mo.id, hours: number, how = config) =>
  confirmChange(setup, { who: { by, name: 'Somebody', at: after(hours) }, config: how });

describe('the first set-up', () => {
  it('holds at once: nothing could be read anywhere before it', () => {
    expect(mashOf(setUp())).toBe('19:referrals');
    expect(setUp().waiting).toBeUndefined();
  });

  it('is none where the environment had a channel and gave it up: that needs a second person', () => {
    const had = remembered(council({ MASH_TEAM_ID: '19:team', MASH_CHANNEL_ID: '19:env' }));
    const gone = withEnvironment(noSetup, had, council(), after(-1));
    const setup = chooses(gone, 0, { mash: channel('other') });
    expect(mashOf(setup)).toBeUndefined();
    expect(setup.waiting).toBeDefined();
  });
});

describe('another MASH channel', () => {
  it('is not used until a second person has confirmed it, and is from then on', () => {
    const before = asked();
    expect(mashOf(before)).toBe('19:referrals');
    const { setup, came } = says(before, mo.id, 1);
    expect(came).toEqual({ kind: 'confirmed' });
    expect(mashOf(setup)).toBe('19:other');
    expect(setup.waiting).toBeUndefined();
    expect(setup.changes.at(-1)).toMatchObject({ by: mo.id, did: 'confirmed', askedBy: { by: ash, name: 'Ash Kaur' } });
  });

  it('is not confirmed by who asked for it, administrator or not', () => {
    const { setup, came } = says(asked(twoAdmins), ash, 1, twoAdmins);
    expect(came).toEqual({ kind: 'asked-for-it' });
    expect(mashOf(setup)).toBe('19:referrals');
  });

  it('is confirmed at once by another administrator whom the environment names', () => {
    expect(says(asked(twoAdmins), kim, 0.1, twoAdmins).came).toEqual({ kind: 'confirmed' });
  });

  it('is not confirmed by somebody who was made a manager after it was asked for, however long they wait', () => {
    const helped = chooses(asked(), 1, { managers: [mo.id, meg.id] });
    expect(says(helped, meg.id, 40).came).toEqual({ kind: 'came-after' });
  });

  it('is not confirmed by somebody who was made a manager with it, in one form', () => {
    const helped = chooses(setUp(), 0, { mash: channel('other'), managers: [mo.id, meg.id] });
    expect(says(helped, meg.id, 40).came).toEqual({ kind: 'came-after' });
  });

  it('is not confirmed by somebody who has been a manager for less than 24 hours, and is from that minute on', () => {
    const helped = asked(config, chooses(setUp(), -1, { managers: [mo.id, meg.id] }));
    expect(says(helped, meg.id, 22.9).came).toEqual({ kind: 'from', at: after(23) });
    expect(says(helped, meg.id, 23).came).toEqual({ kind: 'confirmed' });
  });

  it('counts the time anew for somebody who was taken out and put in again', () => {
    const out = chooses(setUp(), -2, { managers: [meg.id] });
    const again = asked(config, chooses(out, -1, { managers: [meg.id, mo.id] }));
    expect(says(again, mo.id, 1).came).toEqual({ kind: 'from', at: after(23) });
  });

  it('is not confirmed by the escalation contact, nor by a manager of before', () => {
    expect(says(asked(), dee.id, 1).came).toEqual({ kind: 'not-of-the-desk' });
    expect(says(chooses(asked(), 1, { managers: [meg.id] }), mo.id, 2).came).toEqual({ kind: 'not-of-the-desk' });
  });

  it('is confirmed at once by managers whom the environment names', () => {
    const named = council({ MASH_MANAGERS: 'meg' });
    expect(says(asked(named), meg.id, 0.1, named).came).toEqual({ kind: 'confirmed' });
  });

  it('counts a manager of an older program, whose history does not say who came when, from their latest change', () => {
    const old = setUp();
    const stripped: Setup = {
      ...old,
      changes: [{ at: after(-48), by: ash, name: 'Ash Kaur', what: ['mash', 'managers'] }],
    };
    expect(says(asked(config, stripped), mo.id, 1).came).toEqual({ kind: 'confirmed' });
  });

  it('is refused by any manager or administrator, and taken back by who asked', () => {
    for (const by of [mo.id, ash]) {
      const { setup, came } = refuseChange(asked(), { who: { by, name: 'Somebody', at: after(1) }, config });
      expect(came).toEqual({ kind: 'refused' });
      expect(setup.waiting).toBeUndefined();
      expect(mashOf(setup)).toBe('19:referrals');
    }
  });

  it('lapses after 72 hours, and cannot be confirmed from that moment on', () => {
    expect(says(asked(), mo.id, 72).came).toEqual({ kind: 'nothing-waits' });
    expect(lapsed(asked(), after(71.9), config)).toEqual(asked());
    const setup = lapsed(asked(), after(72), config);
    expect(setup.waiting).toBeUndefined();
    expect(kinds(setup)).toEqual(['changed', 'asked', 'lapsed']);
    expect(setup.changes.at(-1)?.tell?.people).toEqual([mo.id, ash]);
  });

  it('gives way to what is asked for later, and an old card does not confirm the new one', () => {
    const first = asked();
    const second = chooses(first, 1, { mash: channel('third') });
    const old = { who: { by: mo.id, name: 'Mo', at: after(2) }, number: waitingIn(first).number, config };
    expect(confirmChange(second, old).came).toEqual({ kind: 'answered' });
    expect(second.changes.at(-1)).toMatchObject({ did: 'asked', askedBy: { by: ash } });
    expect(mashOf(says(second, mo.id, 2).setup)).toBe('19:third');
  });

  it('asked for once more is no news, and neither is the channel of now', () => {
    expect(asked(config, asked())).toEqual(asked());
    expect(chooses(asked(), 1, { mash: channel('referrals') })).toEqual(asked());
  });

  it('does not come from the set-up while the environment names the channel', () => {
    const named = council({ MASH_TEAM_ID: '19:team', MASH_CHANNEL_ID: '19:env' });
    expect(says(asked(), mo.id, 1, named).came).toEqual({ kind: 'by-environment' });
  });

  it('can be confirmed by nobody where there is one administrator and no manager', () => {
    const alone = asked(config, chooses(setUp(), -1, { managers: [] }));
    expect(confirmers(waitingIn(alone), alone, config, after(1))).toEqual([{ person: ash, kind: 'asked-for-it' }]);
    expect(mayConfirm(mo.id, waitingIn(alone), alone, config, after(1))).toEqual({ kind: 'not-of-the-desk' });
  });
});

describe('another channel of the Assessment team', () => {
  it('needs a second person, too: cases are read there', () => {
    const before = chooses(setUp(), 0, { assessmentChannelId: '19:other' });
    expect(effectiveSetUp(config, before).assessmentChannelId).toBeUndefined();
    expect(effectiveSetUp(config, says(before, mo.id, 1).setup).assessmentChannelId).toBe('19:other');
  });

  it('needs one the first time, too, where the environment has the MASH channel: there are cases by then', () => {
    const named = council({ MASH_TEAM_ID: '19:team', MASH_CHANNEL_ID: '19:env' });
    const setup = chooses(noSetup, 0, { assessmentChannelId: '19:other' }, named);
    expect(effectiveSetUp(named, setup).assessmentChannelId).toBeUndefined();
    expect(setup.waiting).toBeDefined();
  });

  it('is taken away at once: then nothing is read there', () => {
    const has = says(chooses(setUp(), 0, { assessmentChannelId: '19:other' }), mo.id, 1).setup;
    const none = chooses(has, 2, { assessmentChannelId: undefined });
    expect(effectiveSetUp(config, none).assessmentChannelId).toBeUndefined();
    expect(none.changes.at(-1)).toMatchObject({ did: 'changed', what: ['assessmentChannelId'] });
  });
});

describe('what changes beside a channel', () => {
  it('holds at once, and is told to managers and administrators of before and now, and in the channel', () => {
    const setup = chooses(setUp(), 0, { mash: channel('other'), managers: [meg.id] });
    expect(effectiveSetUp(config, setup).managers).toEqual([meg.id]);
    const [, managers, channels] = setup.changes;
    expect(managers).toMatchObject({ did: 'changed', what: ['managers'] });
    expect(managers?.tell?.people.sort()).toEqual([ash, meg.id, mo.id]);
    expect(managers?.tell?.channels.map(({ channelId }) => channelId)).toEqual(['19:referrals']);
    expect(channels).toMatchObject({ did: 'asked', what: ['mash'] });
  });

  it('is told to the escalation contact who goes and to the one who comes', () => {
    const change = chooses(setUp(), 0, { escalation: [meg.id] }).changes.at(-1);
    expect(change?.tell?.people.sort()).toEqual([ash, dee.id, meg.id, mo.id]);
  });

  it('is recorded and told to nobody where no channel, manager, escalation contact or administrator is another', () => {
    expect(chooses(setUp(), 0, { board: 'Bo Beryl' }).changes.at(-1)).toMatchObject({
      what: ['board'],
      parts: [{ part: 'board', from: [], to: [{ name: 'Bo Beryl' }] }],
    });
    expect(chooses(setUp(), 0, { board: 'Bo Beryl' }).changes.at(-1)?.tell).toBeUndefined();
  });
});
