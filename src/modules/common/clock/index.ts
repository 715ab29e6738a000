export { type Cancel, Clock } from './clock.js';
export { SystemClock } from './system-clock.js';
export { fromTimeStamp, type TimeStamp, toTimeStamp } from './time-stamp.js';
export { within } from './within.js';
