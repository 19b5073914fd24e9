import { StaffId } from '../../../src/base/people.ts';
import { withChoices } from '../../../src/features/set-up/rules.ts';
import { setupsIn } from '../../../src/features/set-up/set-up-state.ts';
import { profiles } from '../../fakes/people.ts';
import { hourMs, type Life, minuteMs } from './life.ts';
import { managers } from './manager.ts';

/**
 * Plays the administrator, who types a command now and then. If the manager Bea leaves, the administrator later takes
 * her out of the set-up.
 */
export function administrator(life: Life): void {
  const { world, client, chance } = life;
  const { leftAt } = world.staff.called('bea');
  void (async () => {
    await client.says('hi');
    if (leftAt < life.until) {
      await world.clock.pause(Math.max(0, leftAt - world.clock.ms()) + chance.between(1, 40) * hourMs);
      await removesBea(life);
    }
  })();
  void (async () => {
    while (world.clock.ms() < life.until) {
      await world.clock.pause(chance.between(200, 900) * minuteMs);
      if (world.staff.works(client.colleague, world.clock.ms()))
        await client.says(chance.of(['hi', 'on call', 'report']));
    }
  })();
}

/** Saves the set-up as the form in Teams would. */
async function removesBea({ world }: Life): Promise<void> {
  const stay = managers.filter((id) => id !== profiles.bea.objectId).map((id) => StaffId.parse(id));
  const by = { by: StaffId.parse(profiles.ash.objectId), name: profiles.ash.name, at: world.clock.now() };
  await setupsIn(world.place.open()).change((before) =>
    withChoices(before, { choices: { managers: stay }, names: {} }, by),
  );
  world.story.tell(`${profiles.ash.name} takes ${profiles.bea.name} out of the set-up.`);
}
