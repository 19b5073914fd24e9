import type { Service } from '../store/open.ts';

/**
 * Checks that this program may use the store.
 * @param served the service that the store belongs to
 * @param service this program's own service; undefined in local mode
 * @param formerAppId the app id before the council replaced its registration, as set by the operator
 * @throws Error that says what to do, without naming tenant or app
 */
export function mustBeOurs(served: Service | undefined, service: Service | undefined, formerAppId?: string): void {
  if (served === undefined) return;
  if (service === undefined)
    throw new Error(
      'SQLITE_PATH: this is the store of a service with a bot registration, but MicrosoftAppId is not set. In local mode nobody is authenticated. Set the registration, or name another file',
    );
  if (served.tenantId !== service.tenantId)
    throw new Error(
      'MicrosoftAppTenantId: this store has served another tenant, which has other people. Check MicrosoftAppTenantId and where the store is (SQLITE_PATH, COSMOS_ENDPOINT, COSMOS_DATABASE). For a new tenant, start with a new store and keep this one',
    );
  if (served.appId !== service.appId && served.appId !== formerAppId)
    throw new Error(
      'MicrosoftAppId: this store has served another app. Check MicrosoftAppId and where the store is (SQLITE_PATH, COSMOS_ENDPOINT, COSMOS_DATABASE). If the registration was replaced, set FORMER_APP_ID to the former app’s id for one start',
    );
}
