import type { components } from '../../../../generated/handover.js';

type Sent = components['schemas']['DetectionSetting'];
type EndMarkerSetting = Required<components['schemas']['EndMarkerSetting']>;

/** What makes this platform begin a handover, with every attribute. */
export type DetectionSetting = Required<Omit<Sent, 'endMarker'>> & { endMarker: EndMarkerSetting };

/** The defaults of openapi/platform/handover.yaml. */
export const DEFAULT_DETECTION: DetectionSetting = {
  hoStatus: true,
  endMarker: { enabled: true, prbUsage: 2, hysteresis: 1, timeToTrigger: 1000, rsrpOffset: 3 },
  measurementAge: 5000,
  stagedFor: 30_000,
};

/** The attributes of `defaults`, as far as they were sent with what was sent. */
const completed = <T extends object>(defaults: T, sent: { [Name in keyof T]?: T[Name] | undefined } = {}): T =>
  Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, sent[name as keyof T] ?? (value as unknown)])) as T;

/** What is left out gets its default; attributes that nobody knows are left out. */
export const detectionFrom = ({ endMarker, ...sent }: Sent): DetectionSetting =>
  completed(DEFAULT_DETECTION, { ...sent, endMarker: completed(DEFAULT_DETECTION.endMarker, endMarker) });
