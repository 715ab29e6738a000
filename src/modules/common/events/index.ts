export { EventLog } from './event-log.js';
export { type LoggedEvent, topic, type Topic } from './topic.js';
