export { startRounds } from './rounds.js';
