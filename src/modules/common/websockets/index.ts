export { type Accept, CloseCode, Websockets } from './websockets.js';
