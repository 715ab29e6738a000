export { EventLog } from './event-log.js';
export { entryOf, type LoggedEvent, topic, type Topic } from './topic.js';
