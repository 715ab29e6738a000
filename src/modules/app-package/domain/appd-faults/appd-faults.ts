import type { Fault } from '../../../common/problem/index.js';
import type { AppD } from '../types.js';
import { contextFaults } from './context-faults.js';
import { dnsRuleFaults } from './dns-rule-faults.js';
import { identifierFaults } from './identifier-faults.js';
import { imageFaults } from './image-faults.js';
import { interfaceFaults } from './interface-faults.js';
import { resourceFaults } from './resource-faults.js';
import { storageFaults } from './storage-faults.js';
import { trafficRuleFaults } from './traffic-rule-faults.js';
import { transportFaults } from './transport-faults.js';

const ruleFaults = ({ appTrafficRule = [], appDNSRule = [] }: AppD): Fault[] => [
  ...appTrafficRule.flatMap((rule, index) => trafficRuleFaults(rule, `/appTrafficRule/${index}`)),
  ...appDNSRule.flatMap((rule, index) => dnsRuleFaults(rule, `/appDNSRule/${index}`)),
];

/** The notes of MEC 010-2, 6.2.1 that a schema cannot say. */
const RULES: ((appD: AppD) => Fault[])[] = [
  resourceFaults, imageFaults, storageFaults, interfaceFaults, ruleFaults, transportFaults, contextFaults, identifierFaults,
];

/** What is wrong with a descriptor whose structure is right. */
export const appDFaults = (appD: AppD): Fault[] => RULES.flatMap((rule) => rule(appD));
