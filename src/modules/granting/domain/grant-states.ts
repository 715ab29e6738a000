import { StateMachine } from '../../common/state-machine/index.js';

export type GrantState = 'PENDING' | 'GRANTED' | 'REJECTED';

export const grantStates = new StateMachine<GrantState, 'grant' | 'reject'>('grant', {
  PENDING: { grant: 'GRANTED', reject: 'REJECTED' },
  GRANTED: {},
  REJECTED: {},
});
