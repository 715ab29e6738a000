import { loadSettings } from '../../../src/config/index.js';
import { SystemClock } from '../../../src/modules/common/clock/index.js';
import { configureLog } from '../../../src/modules/common/log/index.js';
import { NewsPlatform } from './news-platform.js';

const settings = loadSettings(process.env);
configureLog(settings);
const platform = await NewsPlatform.start(settings, new SystemClock());
await platform.listen(settings.port);
process.once('SIGTERM', () => void platform.stop().then(() => process.exit(0)));
