import { read, send } from '../demo/rest.js';

interface Rule {
  trafficRuleId: string;
  state: 'ACTIVE' | 'INACTIVE';
  dstInterface?: { dstIpAddress?: string }[] | { dstIpAddress?: string };
}

/** The application instance of one platform that the packets of a UE are led to. */
export class EdgeService {
  private readonly rulesUrl: string;

  constructor(
    readonly root: string,
    private readonly appInstanceId: string,
    /** Where it is reached. */
    private readonly address: string,
  ) {
    this.rulesUrl = `${root}/mm5/v1/app_instances/${appInstanceId}/traffic_rules`;
  }

  /** Makes it known. */
  async register(): Promise<void> {
    await send('POST', `${this.root}/mec_app_support/v2/registrations`, { appName: this.appInstanceId, appInstanceId: this.appInstanceId, endpoint: { addresses: [{ host: this.address, port: 8554 }] } });
    await send('POST', `${this.root}/mec_app_support/v2/applications/${this.appInstanceId}/confirm_ready`, { indication: 'READY' });
  }

  /** Sends what comes from the UE to it. */
  steer(ueAddress: string): Promise<void> {
    return send('POST', this.rulesUrl, {
      trafficRuleId: 'car-to-edge',
      filterType: 'FLOW',
      priority: 10,
      state: 'ACTIVE',
      trafficFilter: [{ srcAddress: [ueAddress], dstAddress: ['203.0.113.7'], dstPort: ['8554'], protocol: ['TCP'] }],
      action: 'FORWARD_DECAPSULATED',
      dstInterface: { interfaceType: 'IP', dstIpAddress: this.address },
    });
  }

  rules(): Promise<Rule[]> {
    return read<Rule[]>(this.rulesUrl);
  }

  async hasActiveRule(): Promise<boolean> {
    return (await this.rules()).some(({ state }) => state === 'ACTIVE');
  }
}
