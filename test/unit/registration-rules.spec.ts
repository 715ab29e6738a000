import fc from 'fast-check';
import { profileFaults } from '../../src/modules/app-support/domain/profile-faults.js';
import { registrationOf } from '../../src/modules/app-support/domain/registration.js';
import { registrationFaults } from '../../src/modules/app-support/domain/registration-faults.js';
import type { AppInfo } from '../../src/modules/app-support/domain/types.js';

const DEPENDENCIES = ['appServiceRequired', 'appServiceOptional', 'appFeatureRequired', 'appFeatureOptional'] as const;
const endpoint = { uris: ['http://192.0.2.1/'] };
const placesOf = (appInfo: AppInfo) => registrationFaults(appInfo).map(({ place, detail }) => place || /lacks the attribute (\w+)/.exec(detail)![1]);

describe('the conditions of an AppInfo (MEC 011, 7.1.2.6)', () => {
  it('depend on who has started the application', () => {
    const optional = <T>(value: T) => fc.option(fc.constant(value), { nil: undefined });
    const anyInfo = fc.record({
      isInsByMec: fc.option(fc.boolean(), { nil: undefined }),
      endpoint: optional(endpoint),
      appInstanceId: optional('id'),
      appDId: optional('descriptor'),
      dependencies: fc.subarray([...DEPENDENCIES]),
    });
    fc.assert(
      fc.property(anyInfo, ({ dependencies, ...attributes }) => {
        const given = Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
        const appInfo = { appName: 'a', ...given, ...Object.fromEntries(dependencies.map((name) => [name, []])) } as AppInfo;
        const lacking = (...names: ('endpoint' | 'appInstanceId' | 'appDId')[]) => names.filter((name) => appInfo[name] === undefined);
        const expected = appInfo.isInsByMec ? [...lacking('appInstanceId', 'appDId'), ...dependencies.map((name) => `/${name}`)] : lacking('endpoint');
        expect(placesOf(appInfo)).toEqual(expected);
      }),
    );
  });

  it('hold together with those of the profile', () => {
    expect(placesOf({ appName: 'a', appProfile: { provId: 'b' } })).toEqual(['endpoint', '/appProvider']);
  });
});

describe('the profile of an application', () => {
  const faults = (appInfo: Omit<AppInfo, 'appName'>) => profileFaults({ appName: 'a', ...appInfo });

  it('may say nothing', () => {
    for (const appProfile of [undefined, {}, { easId: 'x' }, { endPt: {} }]) expect(faults(appProfile ? { appProfile } : {})).toEqual([]);
  });

  it('names what the application itself does not', () => {
    const addresses = [{ host: '192.0.2.1', port: 80 }];
    expect(faults({ endpoint: { addresses }, appProfile: { endPt: { ipv4Addrs: ['192.0.2.1', '192.0.2.2'], ipv6Addrs: ['::1'] } } })).toEqual([
      { place: '/endpoint', detail: 'must name 192.0.2.2, ::1, as endPt of the appProfile does' },
    ]);
  });

  it.each([null, 'text', 7])('may not have %j for an end point', (endPt) => {
    expect(faults({ appProfile: { endPt } })).toEqual([{ place: '/appProfile/endPt', detail: 'must be an object' }]);
  });
});

describe('what is kept of a registration', () => {
  it('is what the standard knows, with the default and the id of the path', () => {
    const sent = { appName: 'a', appInstanceId: 'other', colour: 'blue', endpoint } as AppInfo;
    expect(registrationOf('id', sent)).toEqual({ appName: 'a', appInstanceId: 'id', endpoint, isInsByMec: false });
  });

  it('is everything that the standard knows', () => {
    const full: Required<AppInfo> = {
      appName: 'a',
      appProvider: 'b',
      appCategory: { href: '/c', id: 'c', name: 'C', version: '1' },
      appDId: 'd',
      appInstanceId: 'id',
      endpoint,
      appServiceRequired: [],
      appServiceOptional: [],
      appFeatureRequired: [],
      appFeatureOptional: [],
      isInsByMec: true,
      appProfile: {},
    };
    expect(registrationOf('id', full)).toEqual(full);
  });
});
