import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../../../src/config.ts';
import { answerChange, withRequestEnded, withTimeToTell } from '../../../src/features/set-up/second-person.ts';
import { differing, fillSetUp, reseed, withSeeds } from '../../../src/features/set-up/seeding.ts';
import { byEnvironment, noSetup, type Seeds, type Setup, setupsIn } from '../../../src/features/set-up/set-up-state.ts';
import { casesIn } from '../../../src/store/cases.ts';
import type { Store } from '../../../src/store/port.ts';
import { aDraft } from '../../case/a-case.ts';
import { aFolder } from '../../fakes/a-folder.ts';
import { after, ash, asked, channel, chooses, dee, kim, meg, mo, seedsOf, setUp, started } from './a-council.ts';

const { openStore } = aFolder();

const place = { MASH_TEAM_ID: '19:team', MASH_CHANNEL_ID: '19:env' };
/** A start of the program on this store. @returns its warnings */
const start = (store: Store, env: Record<string, string>, hours = 0, leftOut: string[] = []) =>
  fillSetUp({ config: { seeds: seedsOf(env), defaults: {}, leftOut } as never, now: () => after(hours) }, store);

/** Somebody begins a referral. */
const begun = (store: Store) => casesIn(store, () => {}).create(aDraft(after(0)));

describe('A start of the program', () => {
  const people = {
    MASH_MANAGERS: 'managers',
    MASH_PRACTITIONERS: 'practitioners',
    ASSESSMENT_PRACTITIONERS: 'assessors',
    MASH_ESCALATION: 'escalation',
    DISAGREEMENT_LEVEL_2: 'level2',
    DISAGREEMENT_LEVEL_3: 'level3',
    ADMINS: 'admins',
  };
  it.each<[string, Record<string, string>, object]>([
    ['the channel', place, { mash: { teamId: '19:team', channelId: '19:env', tenantId: 'council' } }],
    ['the Assessment channel', { ASSESSMENT_CHANNEL_ID: '19:env' }, { assessmentChannelId: '19:env' }],
    ...Object.entries(people).map(([variable, part]): [string, Record<string, string>, object] => [
      ...([part, { [variable]: 'kim, meg' }, { [part]: [kim, meg.id] }] as const),
    ]),
  ])('fills %s from the environment while it was never set, and records it', (_, env, part) => {
    const [what = ''] = Object.keys(part);
    const begun = started(noSetup, 0, env);
    expect(begun).toMatchObject(part);
    expect(begun.changes).toMatchObject([{ by: byEnvironment, what: expect.arrayContaining([what]), did: 'changed' }]);
    const later = started(started(noSetup, 0, { ADMINS: '' }), 1, env);
    expect(later).toMatchObject(part);
    expect(later.changes.at(-1)?.what).toContain(what);
  });

  it('tells nobody at the very first start, and everybody on a list when it fills a part later', () => {
    const first = started(noSetup, 0, { ...place, MASH_MANAGERS: 'mo' });
    expect(first.changes[0]?.tell).toBeUndefined();
    const later = started(first, 1, { ASSESSMENT_CHANNEL_ID: '19:assess' }).changes.at(-1);
    expect(later?.what).toEqual(['assessmentChannelId']);
    expect(later?.tell?.people.sort()).toEqual([ash, mo.id]);
    expect(later?.tell?.channels.map(({ channelId }) => channelId)).toEqual(['19:env', '19:assess']);
  });

  it('changes nothing that was set in Teams, or filled before', () => {
    const other = { ...place, MASH_MANAGERS: 'meg', MASH_ESCALATION: 'kim', ADMINS: 'kim' };
    expect(started(setUp(), 0, other)).toEqual(setUp());
    const begun = started(noSetup, 0, { MASH_MANAGERS: 'mo' });
    expect(started(begun, 1, { MASH_MANAGERS: 'meg' })).toEqual(begun);
  });

  it('takes the address of the same channel from the environment, because how it is reached is no choice', () => {
    const begun = started(noSetup, 0, place);
    const serviceUrl = 'https://smba.trafficmanager.net/uk/';
    const moved = started(begun, 1, { ...place, MASH_SERVICE_URL: serviceUrl });
    expect(moved).toEqual({ ...begun, mash: { ...begun.mash, serviceUrl } });
    const other = { ...place, MASH_CHANNEL_ID: '19:new', MASH_SERVICE_URL: serviceUrl };
    expect(started(begun, 1, other)).toEqual(begun);
  });

  it('does not fill again what an administrator emptied', () => {
    const has = started(noSetup, 0, { ...place, MASH_MANAGERS: 'mo', ASSESSMENT_CHANNEL_ID: '19:assess' });
    const emptied = chooses(has, 1, { managers: [], assessmentChannelId: undefined });
    expect(started(emptied, 2, { MASH_MANAGERS: 'mo', ASSESSMENT_CHANNEL_ID: '19:assess' })).toEqual(emptied);
  });

  it('does not fill what an administrator left empty in the first form', () => {
    const chosen = chooses(started(noSetup, 0), 1, {
      mash: channel('other'),
      managers: [],
      assessmentChannelId: undefined,
    });
    expect(started(chosen, 2, { MASH_MANAGERS: 'mo', ASSESSMENT_CHANNEL_ID: '19:assess' })).toEqual(chosen);
  });

  it('does not fill a channel that was asked for in Teams and refused', () => {
    const request = chooses(setUp(), 0, { assessmentChannelId: '19:assess' });
    const { setup } = answerChange(request, { did: 'refused', who: { by: mo.id, name: 'Mo', at: after(1) } });
    expect(started(setup, 2, { ASSESSMENT_CHANNEL_ID: '19:assess' }).assessmentChannelId).toBeUndefined();
  });

  it('in local mode fills the rest with the people of the emulator, who count as never set', () => {
    const local = { ...readConfig({}), seeds: seedsOf({ MASH_MANAGERS: 'meg' }) };
    const begun = withSeeds(noSetup, local, after(0));
    expect(begun).toMatchObject({ managers: [meg.id], escalation: local.defaults.escalation });
    expect(withSeeds(begun, local, after(1))).toEqual(begun);
    expect(chooses(begun, 1, { mash: channel('other') })).toMatchObject({ mash: channel('other') });
    expect(withSeeds(chooses(begun, 1, { escalation: [] }), local, after(2)).escalation).toEqual([]);
  });

  it('fills a part once, when several instances start at the same moment', async () => {
    const store = openStore();
    await Promise.all([start(store, { MASH_MANAGERS: 'mo' }), start(store, { MASH_MANAGERS: 'mo' })]);
    expect((await setupsIn(store).load()).changes).toHaveLength(1);
  });

  it('names each variable that differs from what is set up, and no value', async () => {
    const store = openStore();
    expect(await start(store, { ...place, MASH_MANAGERS: 'mo,meg' })).toEqual([]);
    expect(await start(store, { ...place, MASH_MANAGERS: 'meg,mo' }, 1)).toEqual([]);
    await begun(store);
    const warnings = await start(store, { MASH_TEAM_ID: '19:secret', MASH_CHANNEL_ID: '19:env', ADMINS: 'thief' }, 2);
    expect(warnings).toEqual([
      'MASH_CHANNEL_ID differs from what is set up, which applies. To change that: npm run set-up -- --reseed mash',
      'ADMINS differs from what is set up, which applies. To change that: npm run set-up -- --reseed admins',
    ]);
  });

  it('takes a corrected environment as long as there is no case and nobody in Teams has changed anything', async () => {
    const adminsAfter = async (store: Store, env: Record<string, string>) => {
      await start(store, env, 2);
      return (await setupsIn(store).load()).admins;
    };
    const [mistyped, used, changed] = [openStore(), openStore(), openStore()];
    for (const store of [mistyped, used, changed]) await start(store, { ADMINS: 'ahs' });
    await begun(used);
    await setupsIn(changed).change((setup) => chooses(setup, 1, { board: 'Bo Beryl' }));
    expect(await adminsAfter(mistyped, { ADMINS: 'ash' })).toEqual([ash]);
    for (const store of [used, changed]) expect(await adminsAfter(store, { ADMINS: 'ash' })).toEqual(['ahs']);
  });

  it('with a misspelt variable is refused while nobody has used the service, and only then', async () => {
    const [unused, used] = [openStore(), openStore()];
    const misspelt = ['MASH_MANGERS: did you mean MASH_MANAGERS?'];
    await expect(start(unused, { ADMINS: 'ash' }, 0, misspelt)).rejects.toThrow(
      'The configuration is not right:\n  MASH_MANGERS: did you mean MASH_MANAGERS?',
    );
    expect(await setupsIn(unused).load()).toEqual(noSetup);
    await start(used, { ADMINS: 'ash' });
    await begun(used);
    expect(await start(used, { ADMINS: 'ash' }, 1, misspelt)).toEqual([]);
  });

  it('fills nothing if the set-up is missing beside cases, and says so', async () => {
    const store = openStore();
    await begun(store);
    expect(await start(store, { ...place, MASH_MANAGERS: 'mo' })).toEqual([
      expect.stringContaining('the set-up is missing'),
    ]);
    expect(await setupsIn(store).load()).toEqual(noSetup);
  });
});

describe('npm run set-up -- --reseed', () => {
  async function asksFor(setup: Setup, part: keyof Seeds, env: Record<string, string>, hours = 0) {
    const store = openStore();
    await setupsIn(store).change(() => setup);
    const result = await reseed(store, part, seedsOf(env), after(hours));
    return { result, setup: await setupsIn(store).load(), store };
  }
  const confirms = (setup: Setup, by: typeof mo.id) =>
    answerChange(setup, { did: 'confirmed', who: { by, name: 'Somebody', at: after(1) } });

  it('gives no right to whom it names until a manager or an administrator has confirmed it', async () => {
    const { result, setup } = await asksFor(setUp(), 'managers', { MASH_MANAGERS: 'meg' });
    expect(result).toContain(`must confirm it in Teams by ${after(72)}`);
    expect(setup).toMatchObject({ managers: [mo.id], waiting: { by: byEnvironment, choices: { managers: [meg.id] } } });
    expect(confirms(setup, meg.id).result).toEqual({ kind: 'not-of-the-desk' });
    for (const by of [mo.id, ash]) expect(confirms(setup, by).setup).toMatchObject({ managers: [meg.id] });
  });

  it('replaces the administrators in the same way, and the new ones cannot confirm it themselves', async () => {
    const { setup } = await asksFor(setUp(), 'admins', { ADMINS: 'kim' });
    expect(confirms(setup, kim).result).toEqual({ kind: 'not-of-the-desk' });
    expect(confirms(setup, mo.id).setup.admins).toEqual([kim]);
  });

  it('is told to everybody on a list and in the channel, when it is asked for and when it is confirmed', async () => {
    const { setup } = await asksFor(setUp(), 'escalation', { MASH_ESCALATION: 'meg' });
    expect(setup.changes.at(-1)).toMatchObject({ did: 'asked', what: ['escalation'] });
    expect(setup.changes.at(-1)?.tell).toMatchObject({
      people: [mo.id, dee.id, ash],
      channels: [channel('referrals')],
    });
    const { changes } = confirms(setup, mo.id).setup;
    expect(changes.at(-1)?.tell?.people.sort()).toEqual([ash, dee.id, meg.id, mo.id]);
  });

  it('where there is no manager and no administrator, waits for an hour, and longer if no program told it', async () => {
    const nobody = started(noSetup, -72, { ...place, MASH_ESCALATION: 'dee', ADMINS: '' });
    const { result, setup } = await asksFor(nobody, 'escalation', { MASH_ESCALATION: 'meg' });
    expect(result).toContain('There is no manager and no administrator');
    expect(setup.changes.at(-1)?.tell).toMatchObject({ people: [dee.id], channels: [{ channelId: '19:env' }] });
    const late = withTimeToTell(setup, after(0.5)); // the program was down at first
    const escalationAt = (hours: number) => withRequestEnded(late, after(hours)).escalation;
    expect([escalationAt(1), escalationAt(1.5)]).toEqual([[dee.id], [meg.id]]);
    expect(withTimeToTell(asked(), after(0.5))).toEqual(asked());
  });

  it('does nothing if it is so already, or if the next start will do it', async () => {
    const same = await asksFor(setUp(), 'managers', { MASH_MANAGERS: 'mo' });
    const first = await asksFor(setUp(), 'level2', { DISAGREEMENT_LEVEL_2: 'meg' });
    expect([same.result, first.result].join()).toMatch(
      /it is set up so already.*the next start of the program fills it/,
    );
    expect([same.setup, first.setup]).toEqual([setUp(), setUp()]);
  });

  it('asks once, however often it runs', async () => {
    const { setup, store } = await asksFor(setUp(), 'managers', { MASH_MANAGERS: 'meg' });
    await reseed(store, 'managers', seedsOf({ MASH_MANAGERS: 'meg' }), after(1));
    expect(await setupsIn(store).load()).toEqual(setup);
  });

  it('sets up again what was lost, after an hour, and no start fills the other parts', async () => {
    const store = openStore();
    await begun(store);
    expect(await reseed(store, 'admins', seedsOf(), after(0))).toContain('There is no manager and no administrator');
    expect(await start(store, { ...place, ADMINS: 'ash' }, 0.5)).toHaveLength(2);
    const setup = withRequestEnded(await setupsIn(store).load(), after(1));
    expect(setup).toMatchObject({ admins: [ash], managers: [] });
    expect(differing(started(setup, 2, place), seedsOf(place))).toEqual(['mash']);
  });
});
