import { CommonPlatformAndEvent20261121000000 } from './20261121000000-common-platform-and-event.js';
import { AppInstanceTable20261121000001 } from './20261121000001-app-instance-table.js';
import { NotificationsSubscription20261121000002 } from './20261121000002-notifications-subscription.js';
import { ServiceRegistryService20261121000003 } from './20261121000003-service-registry-service.js';

/** All migrations, oldest first. */
export const migrations = [
  CommonPlatformAndEvent20261121000000,
  AppInstanceTable20261121000001,
  NotificationsSubscription20261121000002,
  ServiceRegistryService20261121000003,
];
