export { trafficFilterFaults } from './traffic-filter-faults.js';
