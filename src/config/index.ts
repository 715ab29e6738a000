export { PACKAGE_ROOT } from './package-root.js';
export { ConfigModule } from './config.module.js';
export { ConfigurationError, loadSettings, unknownSettings } from './load-settings.js';
export { readYaml } from './read-yaml.js';
export { settingsOf } from './setting.decorator.js';
export { Settings } from './settings.js';
