import { IsOptional } from 'class-validator';
import type { SettingForm } from './setting-forms.js';

export interface SettingDefinition {
  /** Name of the environment variable. */
  name: string;
  /** Property of the class that holds the value. */
  property: string;
  form: SettingForm;
  /** Text taken when the variable is not set; none leaves the property undefined. */
  default?: string;
  /** What holds when the variable is not set and there is no default. */
  defaultInWords?: string;
  meaning: string;
}

const definitions = new Map<object, SettingDefinition[]>();

/** Declares a property as a setting that is read from the environment. */
export function Setting(name: string, definition: Omit<SettingDefinition, 'name' | 'property'>): PropertyDecorator {
  return (prototype, property) => {
    const known = definitions.get(prototype) ?? [];
    definitions.set(prototype, [...known, { name, property: String(property), ...definition }]);
    const optional = definition.default === undefined ? [IsOptional()] : [];
    for (const check of [...optional, ...definition.form.checks]) check(prototype, property);
  };
}

/** The settings that a class declares, in the order of the class. */
export function settingsOf(settingsClass: { prototype: object }): SettingDefinition[] {
  return definitions.get(settingsClass.prototype) ?? [];
}
