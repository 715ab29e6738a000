/** How the text of an environment variable becomes a value. */
type SettingKind = 'text' | 'integer' | 'flag' | 'list';

export interface SettingDefinition {
  /** Name of the environment variable. */
  name: string;
  /** Property of the class that holds the value. */
  property: string;
  kind: SettingKind;
  /** Text taken when the variable is not set; none leaves the property undefined. */
  default?: string;
  /** The default in words, where it is computed at start. */
  defaultInWords?: string;
  meaning: string;
}

const definitions = new Map<object, SettingDefinition[]>();

/** Declares a property as a setting that is read from the environment. */
export function Setting(name: string, definition: Omit<SettingDefinition, 'name' | 'property'>): PropertyDecorator {
  return (prototype, property) => {
    const known = definitions.get(prototype) ?? [];
    definitions.set(prototype, [...known, { name, property: String(property), ...definition }]);
  };
}

/** The settings that a class declares, in the order of the class. */
export function settingsOf(settingsClass: { prototype: object }): SettingDefinition[] {
  return definitions.get(settingsClass.prototype) ?? [];
}
