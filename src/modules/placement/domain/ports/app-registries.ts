/** What is registered of a copy (MEC 011, AppInfo). */
export interface CopyInfo {
  appInstanceId: string;
  appName: string;
  endpoint: { addresses: { host: string; port: number }[] } | { alternative: { cloudId: string; address?: string } };
  isInsByMec: false;
}

/** What is registered of an application instance, whoever has registered it. */
export type RegisteredInfo = { appName: string; endpoint?: object; isInsByMec?: boolean };

/** Where a platform keeps registrations. All methods throw PlatformUnreachable. */
export abstract class AppRegistry {
  abstract find(appInstanceId: string): Promise<RegisteredInfo | undefined>;
  /** @throws Problem if it is refused, 409 if the application instance is somebody else's */
  abstract add(info: CopyInfo): Promise<void>;
  /** Answers false, and does nothing, if it is not registered any more. @throws Problem if it is refused */
  abstract replace(info: CopyInfo): Promise<boolean>;
  /** Ends the application instance, and its rules with it. Does nothing if there is none. @throws Problem if it is refused */
  abstract remove(appInstanceId: string): Promise<void>;
}

/** The registries of other platforms. */
export abstract class AppRegistries {
  /** @param apiRoot of the platform's APIs */
  abstract at(apiRoot: string): AppRegistry;
}
