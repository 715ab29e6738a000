import { StateMachine } from '../../../../common/state-machine/index.js';

export type MobilityState = '5GMM-DEREGISTERED' | '5GMM-REGISTERED-INITIATED' | '5GMM-REGISTERED' | '5GMM-NULL';
type MobilityEvent = 'begin to register' | 'be accepted' | 'be deregistered' | 'stay registered' | 'be switched off';

/** States of 5GMM in the UE (3GPP TS 24.501, 5.1.3.2.1). `stay registered`: a mobility registration has failed. */
export const mobilityStates = new StateMachine<MobilityState, MobilityEvent>('UE', {
  '5GMM-DEREGISTERED': { 'begin to register': '5GMM-REGISTERED-INITIATED', 'be switched off': '5GMM-NULL' },
  '5GMM-REGISTERED-INITIATED': {
    ...{ 'be accepted': '5GMM-REGISTERED', 'be deregistered': '5GMM-DEREGISTERED' },
    ...{ 'stay registered': '5GMM-REGISTERED', 'be switched off': '5GMM-NULL' },
  },
  '5GMM-REGISTERED': { 'begin to register': '5GMM-REGISTERED-INITIATED', 'be switched off': '5GMM-NULL' },
  '5GMM-NULL': {},
});

export type RrcState = 'RRC_IDLE' | 'RRC_CONNECTED';

/** 3GPP TS 38.331, 4.2.1. A UE whose request is not answered yet is idle. */
export const rrcStates = new StateMachine<RrcState, 'be connected' | 'be released'>('RRC connection', {
  RRC_IDLE: { 'be connected': 'RRC_CONNECTED', 'be released': 'RRC_IDLE' },
  RRC_CONNECTED: { 'be released': 'RRC_IDLE' },
});
