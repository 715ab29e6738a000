import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** What a module offers to others by its index.ts: a function, a class, an interface, or one of their parts. */
export interface PublicDeclaration {
  /** Folder below that of all modules, such as common/lanes. */
  module: string;
  /** Such as Lanes.enter. */
  name: string;
  /** File below the folder of all modules, and line. */
  place: string;
  /** What says to whom it is of use: a function, a class or a method, but no attribute of an interface. */
  isCode: boolean;
  documentation: string;
  /** What its body throws, and what it calls that throws problems, as written. */
  thrown: string[];
  /** Names of its parameters, or its own as an attribute, that hold numbers. */
  numbers: string[];
}

type Callable = ts.FunctionDeclaration | ts.MethodDeclaration | ts.MethodSignature | ts.ArrowFunction | ts.FunctionExpression;
type Owner = ts.ClassDeclaration | ts.InterfaceDeclaration;

const subfolders = (folder: string) => readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** Every folder that has an index.ts; a folder without one is looked into. */
const moduleFolders = (root: string, below = ''): string[] =>
  subfolders(join(root, below)).map((name) => join(below, name)).flatMap((folder) => (existsSync(join(root, folder, 'index.ts')) ? [folder] : moduleFolders(root, folder)));

/** The sources alone: what packages and the runtime declare is their own business, and takes long to read. */
function sourceProgram(files: string[]): ts.Program {
  const options: ts.CompilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, noLib: true, types: [] };
  const host = ts.createCompilerHost(options);
  const own = (text: string, from: string) => ({ resolvedFileName: join(dirname(from), text).replace(/\.js$/, '.ts'), extension: ts.Extension.Ts });
  host.resolveModuleNameLiterals = (literals, from) => literals.map(({ text }) => ({ resolvedModule: text.startsWith('.') ? own(text, from) : undefined }));
  return ts.createProgram(files, options, host);
}

/** The function behind a declaration, be it declared or a constant. */
function callableOf(node: ts.Node): Callable | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isMethodSignature(node)) return node;
  const held = (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) && node.initializer;
  return held && (ts.isArrowFunction(held) || ts.isFunctionExpression(held)) ? held : undefined;
}

const documentationOf = (node: ts.Node) => ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).map((text) => text.getText()).join('\n');

/** Whether what is called by a name says so. */
function throwsProblems(checker: ts.TypeChecker, called: ts.Expression): boolean {
  const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(called) ? called.name : called);
  const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (target?.declarations ?? []).some((node) => documentationOf(node).includes('@throws Problem'));
}

/** What a part of a body throws: by itself, and by what it calls, where that says that it throws problems. What is caught counts in its catch clause only. */
function thrownIn(checker: ts.TypeChecker, node: ts.Node): string[] {
  if (ts.isFunctionLike(node)) return [];
  if (ts.isThrowStatement(node)) return [node.expression.getText()];
  if (ts.isTryStatement(node) && node.catchClause) return [node.catchClause, ...(node.finallyBlock ? [node.finallyBlock] : [])].flatMap((part) => thrownIn(checker, part));
  const found = ts.isCallExpression(node) && throwsProblems(checker, node.expression) ? [node.getText()] : [];
  ts.forEachChild(node, (child) => void found.push(...thrownIn(checker, child)));
  return found;
}

const isNumber = (node: ts.ParameterDeclaration | ts.PropertySignature) =>
  node.type ? /^number( \| (undefined|null))*$/.test(node.type.getText()) : ts.isParameter(node) && !!node.initializer && ts.isNumericLiteral(node.initializer);

function numbersOf(node: ts.Node): string[] {
  if (ts.isPropertySignature(node)) return isNumber(node) ? [node.name.getText()] : [];
  return (callableOf(node)?.parameters ?? []).filter(isNumber).map(({ name }) => name.getText());
}

function isHidden(member: ts.ClassElement | ts.TypeElement): boolean {
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword || kind === ts.SyntaxKind.ProtectedKeyword) || (!!member.name && ts.isPrivateIdentifier(member.name));
}

/** Whether a base class or an interface has this member, and so says what it is for; one of another package does so, too. */
function isInherited(checker: ts.TypeChecker, owner: Owner, name: string): boolean {
  const bases = ts.isClassDeclaration(owner) ? (owner.heritageClauses ?? []).flatMap(({ types }) => [...types]) : [];
  return bases.map((base) => checker.getTypeAtLocation(base)).some((base) => (base.flags & ts.TypeFlags.Any) !== 0 || base.getProperty(name) !== undefined);
}

/** A class that only says what a module consists of. */
const isComposition = (node: ts.Node) => ts.isClassDeclaration(node) && !!ts.getDecorators(node)?.some((decorator) => decorator.getText().startsWith('@Module('));

/** What the modules below a folder export by their index.ts: functions, classes, and the public methods and attributes of classes and interfaces. */
export function publicDeclarations(root: string): PublicDeclaration[] {
  const folders = moduleFolders(root);
  const program = sourceProgram(folders.map((folder) => join(root, folder, 'index.ts')));
  const checker = program.getTypeChecker();

  function described(module: string, name: string, node: ts.Node): PublicDeclaration {
    const file = node.getSourceFile();
    const body = ts.isFunctionLike(node) || ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node) ? callableOf(node) : undefined;
    return {
      module,
      name,
      place: `${relative(root, file.fileName)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`,
      isCode: ts.isClassDeclaration(node) || callableOf(node) !== undefined,
      documentation: documentationOf(node),
      thrown: body && 'body' in body && body.body ? thrownIn(checker, body.body) : [],
      numbers: numbersOf(node),
    };
  }

  const membersOf = (module: string, owner: Owner): PublicDeclaration[] =>
    [...owner.members]
      .filter((member) => (callableOf(member) ?? ts.isPropertySignature(member)) && !isHidden(member) && !isInherited(checker, owner, member.name!.getText()))
      .map((member) => described(module, `${owner.name!.text}.${member.name!.getText()}`, member));

  function exportedBy(module: string, { name, declarations = [] }: ts.Symbol): PublicDeclaration[] {
    return declarations.filter((node) => !isComposition(node)).flatMap((node) => {
      const members = ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) ? membersOf(module, node) : [];
      return ts.isClassDeclaration(node) || callableOf(node) ? [described(module, name, node), ...members] : members;
    });
  }

  return folders.flatMap((module) => {
    const index = checker.getSymbolAtLocation(program.getSourceFile(join(root, module, 'index.ts'))!);
    const exported = index ? checker.getExportsOfModule(index) : [];
    return exported.flatMap((symbol) => exportedBy(module, symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
  });
}
