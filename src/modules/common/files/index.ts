export { syncFolder } from './sync-folder.js';
