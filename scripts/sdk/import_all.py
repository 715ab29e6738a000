"""Imports every module of the packages whose folders are given, and tells which cannot be imported."""

import importlib
import pathlib
import pkgutil
import sys

failed = 0
count = 0


def attempt(name: str) -> None:
    global count, failed
    try:
        importlib.import_module(name)
        count += 1
    except BaseException as error:  # A generated module may fail with anything.
        failed += 1
        print(f"FAILED {name}: {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}")


for folder in map(pathlib.Path, sys.argv[1:]):
    sys.path.insert(0, str(folder.parent.resolve()))
    attempt(folder.name)
    for module in pkgutil.walk_packages([str(folder)], f"{folder.name}.", onerror=lambda name: None):
        attempt(module.name)
print(f"{count} modules imported, {failed} failed")
sys.exit(1 if failed else 0)
