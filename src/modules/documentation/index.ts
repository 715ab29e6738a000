export { Documentation } from './documentation.js';
export { DocumentationModule } from './documentation.module.js';
