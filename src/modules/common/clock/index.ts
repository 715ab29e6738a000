export { type Cancel, Clock } from './clock.js';
export { pause } from './pause.js';
export { SystemClock } from './system-clock.js';
export { fromTimeStamp, isoTime, type TimeStamp, toTimeStamp } from './time-stamp.js';
export { within } from './within.js';
