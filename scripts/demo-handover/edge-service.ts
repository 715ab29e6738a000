import { read, send } from './rest.js';

const APP = 'video-analytics';

interface Rule {
  trafficRuleId: string;
  state: 'ACTIVE' | 'INACTIVE';
  dstInterface?: { dstIpAddress?: string }[] | { dstIpAddress?: string };
}

const rulesUrl = (root: string) => `${root}/mm5/v1/app_instances/${APP}/traffic_rules`;

/** Makes the application known, which is reached at an address of its own at each site. */
export async function registerApplication(root: string, address: string): Promise<void> {
  await send('POST', `${root}/mec_app_support/v2/registrations`, { appName: APP, appInstanceId: APP, endpoint: { addresses: [{ host: address, port: 8554 }] } });
  await send('POST', `${root}/mec_app_support/v2/applications/${APP}/confirm_ready`, { indication: 'READY' });
}

/** Sends what comes from the UE to the application. */
export const steerToApplication = (root: string, ueAddress: string, address: string): Promise<void> =>
  send('POST', rulesUrl(root), {
    trafficRuleId: 'car-to-edge',
    filterType: 'FLOW',
    priority: 10,
    state: 'ACTIVE',
    trafficFilter: [{ srcAddress: [ueAddress], dstAddress: ['203.0.113.7'], dstPort: ['8554'], protocol: ['TCP'] }],
    action: 'FORWARD_DECAPSULATED',
    dstInterface: { interfaceType: 'IP', dstIpAddress: address },
  });

export const rulesAt = (root: string): Promise<Rule[]> => read<Rule[]>(rulesUrl(root));

export const hasActiveRule = async (root: string): Promise<boolean> => (await rulesAt(root)).some(({ state }) => state === 'ACTIVE');
