import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { ConversationPlace, Services } from '../../src/actions/context.ts';
import { readConfig } from '../../src/config.ts';
import { inviteOnce } from '../../src/features/set-up/actions.ts';
import { withChoices } from '../../src/settings/choosing.ts';
import { deskNow } from '../../src/settings/desk.ts';
import { noDuty } from '../../src/settings/duty.ts';
import { effectiveSetUp, noSetup, type Setup } from '../../src/settings/setup.ts';
import { setupsIn } from '../../src/store/setup.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { ada, at, dee, meg, mo, pack, pat } from '../case/a-case.ts';

const folder = mkdtempSync(join(tmpdir(), 'mash-setup-'));
const stores: ReturnType<typeof sqliteStore>[] = [];
const emptyStore = () => {
  const store = sqliteStore(join(folder, `${stores.length}.db`), 'HT');
  stores.push(store);
  return store;
};
afterAll(async () => {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true });
});

const NOW = at('2026-11-25T10:00:00.000Z');
const timing = { shift: pack.duty.shift, now: () => NOW };
const ash = { by: ada.id, name: 'Ada Admin', at: NOW };
const mash = { teamId: '19:team', channelId: '19:chosen', tenantId: 'council', serviceUrl: 'https://teams.example' };
const registered = {
  MicrosoftAppId: 'c9a6ae1c-0000-4000-8000-000000000001',
  MicrosoftAppPassword: 'x',
  STORE_IN_CLEAR: 'yes',
  MicrosoftAppTenantId: 'council',
};
const council = readConfig(registered);
const chosen: Setup = {
  ...noSetup,
  mash,
  assessmentChannelId: '19:other',
  managers: [mo.id],
  practitioners: [pat.id],
  escalation: [dee.id],
};

describe('what holds', () => {
  it('is nobody and no place, before anything is set up', () => {
    expect(effectiveSetUp(readConfig(registered), noSetup)).toEqual({
      mash: undefined,
      assessmentChannelId: undefined,
      managers: [],
      practitioners: [],
      partners: [],
      assessors: [],
      escalation: [],
      level2: [],
      level3: [],
    });
  });

  it('is what was chosen in Teams, where the environment says nothing of it', () => {
    expect(effectiveSetUp(readConfig(registered), chosen)).toEqual({
      mash,
      assessmentChannelId: '19:other',
      managers: [mo.id],
      practitioners: [pat.id],
      partners: [],
      assessors: [],
      escalation: [dee.id],
      level2: [],
      level3: [],
    });
  });

  it.each<[string, Record<string, string>, object]>([
    [
      'the channel',
      { MASH_TEAM_ID: '19:t', MASH_CHANNEL_ID: '19:env' },
      { mash: { teamId: '19:t', channelId: '19:env', serviceUrl: undefined, tenantId: 'council' } },
    ],
    ['the Assessment channel', { ASSESSMENT_CHANNEL_ID: '19:env' }, { assessmentChannelId: '19:env' }],
    ['the managers', { MASH_MANAGERS: 'meg, mo' }, { managers: [meg.id, mo.id] }],
    ['the practitioners', { MASH_PRACTITIONERS: 'meg' }, { practitioners: [meg.id] }],
    ['the escalation contact', { MASH_ESCALATION: 'meg' }, { escalation: [meg.id] }],
  ])('is what the environment says first, part by part: %s', (_, env, part) => {
    const config = readConfig({ ...registered, ...env });
    expect(effectiveSetUp(config, chosen)).toEqual({ ...effectiveSetUp(readConfig(registered), chosen), ...part });
    expect(effectiveSetUp(config, noSetup)).toMatchObject(part);
  });

  it('is nobody, where somebody chose nobody: what local mode begins with does not come back', () => {
    const local = readConfig({});
    expect(effectiveSetUp(local, noSetup).managers.length).toBeGreaterThan(0);
    expect(effectiveSetUp(local, { ...noSetup, managers: [], escalation: [] })).toMatchObject({
      managers: [],
      escalation: [],
      level2: [],
      level3: [],
    });
  });
});

describe('a change of the set-up', () => {
  const names = { mo: 'Mo Hussain' };

  it('is kept with who made it, when, and which parts', () => {
    const first = withChoices(noSetup, { choices: { mash, managers: [mo.id] }, names }, ash, council);
    expect(first).toMatchObject({
      ...noSetup,
      mash,
      managers: [mo.id],
      names,
      changes: [{ ...ash, what: ['mash', 'managers'] }],
    });
    const later = { by: dee.id, name: 'Dee Alvarez', at: at('2026-11-26T10:00:00.000Z') };
    const second = withChoices(
      first,
      { choices: { mash, managers: [meg.id] }, names: { meg: 'Meg Hall' } },
      later,
      council,
    );
    expect(second.changes).toMatchObject([...first.changes, { ...later, what: ['managers'] }]);
    expect(second.names).toEqual({ mo: 'Mo Hussain', meg: 'Meg Hall' });
  });

  it('is none where nothing is new', () => {
    const first = withChoices(noSetup, { choices: { mash, managers: [mo.id] }, names }, ash, council);
    expect(withChoices(first, { choices: { mash, managers: [mo.id] }, names }, ash, council)).toBe(first);
  });

  it('is not lost when two administrators save in the same moment', async () => {
    const setups = setupsIn(emptyStore());
    await Promise.all([
      setups.change((setup) => withChoices(setup, { choices: { managers: [mo.id] }, names: {} }, ash, council)),
      setups.change((setup) => withChoices(setup, { choices: { escalation: [dee.id] }, names: {} }, ash, council)),
      setups.change((setup) => withChoices(setup, { choices: { board: 'Zed' }, names: {} }, ash, council)),
    ]);
    const saved = await setups.load();
    expect(saved).toMatchObject({ managers: [mo.id], escalation: [dee.id], board: 'Zed' });
    expect(saved.changes.flatMap(({ what }) => what).sort()).toEqual(['board', 'escalation', 'managers']);
  });
});

describe('the card that offers the set-up', () => {
  const inTeam = (teamId: string | undefined) =>
    ({ kind: 'channel', channelId: '19:general', teamId }) as ConversationPlace;
  const depsWith = (config: ReturnType<typeof readConfig>) => {
    const setups = setupsIn(emptyStore());
    const now = deskNow(config, setups, { load: async () => noDuty }, timing);
    return { setups, now, deps: { setups, standing: now.standing } as unknown as Services };
  };

  it('is posted once a team, however often Teams says that the bot was added', async () => {
    const { deps } = depsWith(readConfig(registered));
    expect(JSON.stringify(await inviteOnce(inTeam('19:team'), deps))).toContain('Set up MASH Referrals');
    expect(await inviteOnce(inTeam('19:team'), deps)).toBeUndefined();
    const both = await Promise.all([inviteOnce(inTeam('19:two'), deps), inviteOnce(inTeam('19:two'), deps)]);
    expect(both.filter((each) => each !== undefined)).toHaveLength(1);
  });

  it('is not posted once a channel is chosen, here or in the environment, or where the team is not known', async () => {
    const env = { MASH_TEAM_ID: '19:t', MASH_CHANNEL_ID: '19:env' };
    expect(await inviteOnce(inTeam('19:team'), depsWith(readConfig({ ...registered, ...env })).deps)).toBeUndefined();
    const { setups, now, deps } = depsWith(readConfig(registered));
    expect(await inviteOnce(inTeam(undefined), deps)).toBeUndefined();
    await setups.change((setup) => withChoices(setup, { choices: { mash }, names: {} }, ash, council));
    await now.refresh();
    expect(await inviteOnce(inTeam('19:team'), deps)).toBeUndefined();
  });
});

describe('the desk of a running program', () => {
  it('is what was last read: a change elsewhere is seen at the next look', async () => {
    const store = emptyStore();
    const here = deskNow(readConfig(registered), setupsIn(store), { load: async () => noDuty }, timing);
    await here.refresh();
    await setupsIn(store).change((setup) =>
      withChoices(
        setup,
        { choices: { mash, managers: [mo.id], assessmentChannelId: '19:other' }, names: {} },
        ash,
        council,
      ),
    );
    expect(here.desk()).toMatchObject({ managers: [], hasAssessment: false });
    await here.refresh();
    expect(here.desk()).toMatchObject({ managers: [mo.id], practitioners: [], hasAssessment: true });
    expect(here.standing().mash?.channelId).toBe('19:chosen');
  });
});
