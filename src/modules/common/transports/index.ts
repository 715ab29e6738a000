export { transportFaults } from './transport-faults.js';
