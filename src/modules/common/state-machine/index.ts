export { StateMachine } from './state-machine.js';
