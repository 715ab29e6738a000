import { CommonPlatformAndEvent20261121000000 } from './20261121000000-common-platform-and-event.js';
import { AppInstanceTable20261121000001 } from './20261121000001-app-instance-table.js';
import { NotificationsSubscription20261121000002 } from './20261121000002-notifications-subscription.js';
import { ServiceRegistryService20261121000003 } from './20261121000003-service-registry-service.js';
import { AppInstanceState20261121000004 } from './20261121000004-app-instance-state.js';
import { AppRulesRule20261121000005 } from './20261121000005-app-rules-rule.js';
import { AppSupportRegistrationAndTermination20261121000006 } from './20261121000006-app-support-registration-and-termination.js';
import { NotificationsWebsocketAndExpiry20261122000000 } from './20261122000000-notifications-websocket-and-expiry.js';
import { RanNetworkAndResource20261122000001 } from './20261122000001-ran-network-and-resource.js';
import { RanFollower20261122000010 } from './20261122000010-ran-follower.js';
import { AppPackagePackage20261122000020 } from './20261122000020-app-package-package.js';
import { GrantingGrant20261122000021 } from './20261122000021-granting-grant.js';
import { AppLifecycleInstanceAndOperation20261122000022 } from './20261122000022-app-lifecycle-instance-and-operation.js';
import { AppSupportTerminationTime20261122000023 } from './20261122000023-app-support-termination-time.js';
import { AppRulesWithheld20261122000024 } from './20261122000024-app-rules-withheld.js';
import { OrchestratorPlatform20261122000025 } from './20261122000025-orchestrator-platform.js';
import { HandoverAddress20261122000026 } from './20261122000026-handover-address.js';
import { HandoverSetting20261122000027 } from './20261122000027-handover-setting.js';
import { HandoverHandover20261122000028 } from './20261122000028-handover-handover.js';
import { Registration20261122000029 } from './20261122000029-registration.js';
import { Placement20261122000040 } from './20261122000040-placement.js';
import { PlacementLibrary20261122000041 } from './20261122000041-placement-library.js';
import { PlacementRegistrationLeft20261122000042 } from './20261122000042-placement-registration-left.js';

/** All migrations, oldest first. */
export const migrations = [
  CommonPlatformAndEvent20261121000000,
  AppInstanceTable20261121000001,
  NotificationsSubscription20261121000002,
  ServiceRegistryService20261121000003,
  AppInstanceState20261121000004,
  AppRulesRule20261121000005,
  AppSupportRegistrationAndTermination20261121000006,
  NotificationsWebsocketAndExpiry20261122000000,
  RanNetworkAndResource20261122000001,
  RanFollower20261122000010,
  AppPackagePackage20261122000020,
  GrantingGrant20261122000021,
  AppLifecycleInstanceAndOperation20261122000022,
  AppSupportTerminationTime20261122000023,
  AppRulesWithheld20261122000024,
  OrchestratorPlatform20261122000025,
  HandoverAddress20261122000026,
  HandoverSetting20261122000027,
  HandoverHandover20261122000028,
  Registration20261122000029,
  Placement20261122000040,
  PlacementLibrary20261122000041,
  PlacementRegistrationLeft20261122000042,
];
