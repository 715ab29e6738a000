export function containerToolsMissing(): string | undefined;
