/** The features of this platform that applications can depend on (MEC 010-2, 6.2.1.8). */
export abstract class PlatformFeatures {
  /** The version in which the platform has it; nothing if it lacks it. */
  abstract versionOf(featureName: string): string | undefined;
}
