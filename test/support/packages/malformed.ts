import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { DESCRIPTOR, descriptor, IMAGE, imageDescriptor, MANIFEST, manifest, metaFile, META_FILE, packageFile, packageFiles, zip } from './package-file.js';
import { TOSCA_CONTAINER } from './tosca.js';

export interface MalformedPackage {
  what: string;
  content: () => Buffer | Promise<Buffer>;
  /** What the platform says of it. */
  detail: string | RegExp;
}

const malformed = (what: string, detail: string | RegExp, content: MalformedPackage['content']): MalformedPackage => ({ what, detail, content });

/** Where the central directory describes the file, behind the signature 50 4b 01 02. */
const centralEntry = (bytes: Buffer, path: string): number => bytes.lastIndexOf(Buffer.from(path)) - 46;

/** Gives a file another name of the same length, everywhere. */
async function renamed(from: string, to: string): Promise<Buffer> {
  const bytes = await zip({ ...packageFiles(), [from]: 'evil' });
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from)) bytes.write(to, at);
  return bytes;
}

/** Changes what the central directory says of the descriptor. */
async function redescribed(change: (bytes: Buffer, entry: number) => void): Promise<Buffer> {
  const bytes = await packageFile();
  change(bytes, centralEntry(bytes, DESCRIPTOR));
  return bytes;
}

/** Of each file there is more said than it holds. */
function withComments(): Promise<Buffer> {
  const file = new ZipFile();
  const options = { compress: false, fileComment: 'x'.repeat(60_000) };
  for (let index = 0; index < 300; index++) file.addBuffer(Buffer.alloc(0), `Files/${index}`, options);
  file.end();
  return buffer(file.outputStream);
}

function withLink(): Promise<Buffer> {
  const file = new ZipFile();
  for (const [path, content] of Object.entries(packageFiles())) file.addBuffer(Buffer.from(content), path);
  file.addBuffer(Buffer.from('/etc/passwd'), 'Files/link', { mode: 0o120777 });
  file.end();
  return buffer(file.outputStream);
}

/** Cuts into the packed bytes of the descriptor, which follow its local header. */
async function damaged(): Promise<Buffer> {
  const bytes = await packageFile();
  const start = bytes.indexOf(DESCRIPTOR) + DESCRIPTOR.length;
  bytes.fill(0xff, start + 4, start + 60);
  return bytes;
}

const ARCHIVES: MalformedPackage[] = [
  malformed('a text', /^The package is no ZIP file that can be read: /, () => Buffer.from('This is no archive.')),
  malformed('the first half of a ZIP file', /^The package is no ZIP file that can be read: /, async () => {
    const whole = await packageFile();
    return whole.subarray(0, whole.length / 2);
  }),
  malformed('a ZIP file without its last byte', /^The package is no ZIP file that can be read: /, async () => (await packageFile()).subarray(0, -1)),
  malformed('a ZIP file without its first half', /^The package is no ZIP file|is damaged/, async () => {
    const whole = await packageFile();
    return whole.subarray(whole.length / 2);
  }),
  malformed('an empty archive', 'The package lacks the file TOSCA-Metadata/TOSCA.meta.', () => zip({})),
  malformed('a bomb', /^The package unpacks to more than \d+ bytes, too many for its size\.$/, () => zip({ ...packageFiles(), 'Files/bomb': Buffer.alloc(30 * 2 ** 20) })),
  malformed('a file that is longer than it says', /^The file Definitions\/appd\.json of the package is damaged: /, () => redescribed((bytes, entry) => bytes.writeUInt32LE(10, entry + 24))),
  malformed('a file that leads upwards', /^The package is no ZIP file that can be read: invalid relative path: \.\.\/evil/, () => renamed('xx/evil', '../evil')),
  malformed('a file with an absolute path', /^The package is no ZIP file that can be read: absolute path: \/xx\/evil/, () => renamed('yxx/evil', '/xx/evil')),
  malformed('a file of Windows', /^The package is no ZIP file that can be read: invalid characters in fileName: xx\\evil/, () => renamed('xx/evil', 'xx\\evil')),
  malformed('a file with a detour', /^The package has a file with the name "xx\/\.\/evil", which is unfit\.$/, () => renamed('xx/y/evil', 'xx/./evil')),
  malformed('a file with a line break', 'The package has a file with the name "x\\n/evil", which is unfit.', () => renamed('xy/evil', 'x\n/evil')),
  malformed('a link', 'The entry Files/link of the package is no file, but a link or a device.', withLink),
  malformed('an encrypted file', 'The file Definitions/appd.json of the package is encrypted.', () => redescribed((bytes, entry) => bytes.writeUInt16LE(1, entry + 8))),
  malformed('a strange compression', /^The file Definitions\/appd\.json of the package is compressed by the method 99/, () => redescribed((bytes, entry) => bytes.writeUInt16LE(99, entry + 10))),
  malformed('two files of one name', 'The package has two files Files/licence.txt.', () => renamed('Files/licence.two', 'Files/licence.txt')),
  malformed('too many files', 'The package has 10001 files; the platform takes 10000.', () => zip(Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`f${index}`, ''])), { compress: false })),
  malformed('an endless directory', 'The package says more than 16777216 bytes about its files.', withComments),
  malformed('a damaged file', /is damaged|has the SHA-256|is not valid/, damaged),
];

const METADATA: MalformedPackage[] = [
  malformed('no TOSCA.meta', `The package lacks the file ${META_FILE}.`, () => packageFile({ files: { [META_FILE]: undefined } })),
  malformed('a TOSCA.meta without descriptor', `${META_FILE} lacks Entry-Definitions.`, () => packageFile({ files: { [META_FILE]: 'ETSI-Entry-Manifest: app.mf' } })),
  malformed('a TOSCA.meta without manifest', `${META_FILE} lacks ETSI-Entry-Manifest.`, () => packageFile({ files: { [META_FILE]: `Entry-Definitions: ${DESCRIPTOR}` } })),
  malformed('a TOSCA.meta with a line of blanks', `${META_FILE} lacks Entry-Definitions.`, () => packageFile({ files: { [META_FILE]: `Created-By: x${' '.repeat(2 ** 20 - 100)}x` } })),
  malformed('no descriptor', `${META_FILE} names ${DESCRIPTOR} as Entry-Definitions, which the package lacks.`, () => packageFile({ files: { [DESCRIPTOR]: undefined } })),
  malformed('no manifest', `${META_FILE} names ${MANIFEST} as ETSI-Entry-Manifest, which the package lacks.`, () => {
    const { [MANIFEST]: _gone, ...files } = packageFiles();
    return zip(files);
  }),
  malformed('no certificate', `${META_FILE} names Files/app.cert as ETSI-Entry-Certificate, which the package lacks.`, () => packageFile({ files: { [META_FILE]: metaFile({ 'ETSI-Entry-Certificate': 'Files/app.cert' }) } })),
  malformed('an endless TOSCA.meta', `The file ${META_FILE} is longer than 1048576 bytes.`, () => packageFile({ files: { [META_FILE]: metaFile({ Comment: 'x'.repeat(2 ** 20) }) } })),
];

const withManifest = (text: (files: Record<string, string | Buffer>) => string) => {
  const { [MANIFEST]: _other, ...files } = packageFiles();
  return zip({ ...files, [MANIFEST]: text(files) });
};

const MANIFESTS: MalformedPackage[] = [
  malformed('a manifest without metadata', `The manifest ${MANIFEST} does not begin with metadata.`, () => withManifest(() => 'Source: a')),
  malformed('a manifest with another checksum', /^The file Files\/licence\.txt has the SHA-256 [0-9a-f]{64}, by the manifest [0-9a-f]{64}\.$/, () => withManifest((files) => manifest({ ...files, 'Files/licence.txt': 'MIT' }))),
  malformed('a manifest with a file that is not there', 'The manifest lists Files/none, which the package lacks.', () => withManifest((files) => manifest({ ...files, 'Files/none': '' }))),
  malformed('a manifest with an unknown checksum', /^By the manifest, the checksum of Definitions\/appd\.json is by MD5; the platform knows /, () => withManifest((files) => `${manifest({})}\nSource: ${Object.keys(files)[1]}\nAlgorithm: MD5\nHash: 00\n`)),
  malformed('a manifest with half a checksum', `The manifest ${MANIFEST} gives ${DESCRIPTOR} only one of Algorithm and Hash.`, () => withManifest(() => `${manifest({})}\nSource: ${DESCRIPTOR}\nHash: 00\n`)),
  malformed('a manifest of another application', 'The manifest says vnfd_id other, the descriptor appDId camera-appd.', () => packageFile({ metadata: { vnfd_id: 'other' } })),
  malformed('a manifest of another provider', 'The manifest says vnf_provider_id Somebody, the descriptor appProvider Example.', () => packageFile({ metadata: { vnf_provider_id: 'Somebody' } })),
  malformed('a manifest of no application', 'The manifest lacks vnfd_id.', () => withManifest(() => 'metadata:\n  vnf_provider_id: Example\n')),
];

const described = (content: string | Buffer) => packageFile({ files: { [DESCRIPTOR]: content } });
const inYaml = (text: string) => packageFile({ files: { [DESCRIPTOR]: undefined, 'Definitions/appd.yaml': text, [META_FILE]: metaFile({ 'Entry-Definitions': 'Definitions/appd.yaml' }) } });
const aliases = ['a: &a [x,x,x,x,x,x,x,x,x]', ...[...'bcdefgh'].map((name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => `*${'abcdefg'[index]}`).join()}]`)].join('\n');

const ancestors = `node_types:\n${Array.from({ length: 1000 }, (_, index) => `  t${index}: { derived_from: t${index + 1} }\n`).join('')}`;
const large = (index: number) => `tosca_definitions_version: tosca_simple_yaml_1_3\nimports: [ part-${index + 1}.yaml ]\n# ${'x'.repeat(2 ** 20 - 200)}\n`;
const inLargeFiles = Object.fromEntries([
  [DESCRIPTOR, undefined],
  [META_FILE, metaFile({ 'Entry-Definitions': 'Definitions/part-0.yaml' })],
  ...Array.from({ length: 9 }, (_, index) => [`Definitions/part-${index}.yaml`, large(index)]),
]) as Record<string, string | undefined>;

const TEXTS: MalformedPackage[] = [
  malformed('a descriptor that is no JSON', /^The file Definitions\/appd\.json is not valid JSON: /, () => described('{ "appDId": ')),
  malformed('a descriptor that is no YAML', /^The file Definitions\/appd\.yaml is not valid YAML: /, () => inYaml('appDId: [')),
  malformed('a descriptor in Latin-1', `The file ${DESCRIPTOR} is not valid UTF-8.`, () => described(Buffer.from('{ "appName": "Caf\xe9" }', 'latin1'))),
  malformed('a descriptor that is a list', `The file ${DESCRIPTOR} is no descriptor of an application.`, () => described('[]')),
  malformed('a descriptor that is deep', `The file ${DESCRIPTOR} is nested deeper than 64 levels.`, () => described(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`)),
  malformed('a descriptor that repeats itself', /^The file Definitions\/appd\.yaml is not valid YAML: Excessive alias count/, () => inYaml(aliases)),
  malformed('a descriptor with a NUL', `The file ${DESCRIPTOR} has a string with a NUL or with half a surrogate pair.`, () => described(JSON.stringify(descriptor({ appName: 'a\0b' })))),
  malformed('a service template of nothing', /^The descriptor has 0 nodes of the type tosca\.nodes\.mec\.MecApp/, () => inYaml('tosca_definitions_version: tosca_simple_yaml_1_3')),
  malformed('a service template with a long line of types', /^The type t0 is derived from more than 100 others\.$/, () => inYaml(`${TOSCA_CONTAINER}    odd: { type: t0 }\n${ancestors}`)),
  malformed('a service template in large files', 'The files of the descriptor are longer than 8388608 bytes.', () => packageFile({ files: inLargeFiles })),
  malformed('a service template that imports what is not there', 'The package lacks the file Definitions/none.yaml.', () => inYaml(`${TOSCA_CONTAINER}imports: [ none.yaml ]`)),
];

const rule = { trafficRuleId: 'r', filterType: 'FLOW', priority: 1, trafficFilter: [{}], action: 'FORWARD_DECAPSULATED', dstInterface: [{ interfaceType: 'IP', dstIPAddress: '192.0.2.1' }] };
const wrong = (what: string, detail: string | RegExp, changes: object) => malformed(what, detail, () => packageFile({ appD: descriptor(changes) }));
const machine = { virtualComputeDescId: 'vm', virtualCpu: { numVirtualCpu: 1 }, virtualMemory: { virtualMemSize: 1 } };

const DESCRIPTORS: MalformedPackage[] = [
  wrong('a descriptor without name', 'AppD, /: lacks the attribute appName.', { appName: undefined }),
  wrong('a descriptor with a number as a name', 'AppD, /appName: must be of type string.', { appName: 7 }),
  wrong('a descriptor with an unfit id', /^AppD, \/appDId: /, { appDId: '..' }),
  wrong('a descriptor of a machine and containers', 'AppD, /: has virtualComputeDescriptor and osContainerDescriptor, which exclude each other.', { virtualComputeDescriptor: machine }),
  wrong('a descriptor of nothing', /^AppD, \/: lacks one of the attributes virtualComputeDescriptor and osContainerDescriptor\. Further faults: 2, see faults\.$/, { osContainerDescriptor: [] }),
  wrong('a descriptor without mcioIdentificationData', /^AppD, \/: lacks the attribute mcioIdentificationData/, { mcioIdentificationData: undefined }),
  wrong('a rule about no address', 'AppD, /appTrafficRule/0/trafficFilter/0/dstAddress/0: must be an IPv4 or IPv6 address, address/prefix length, IPv4 address/mask, or a range written a-b.', { appTrafficRule: [{ ...rule, trafficFilter: [{ dstAddress: ['300.1.1.1'] }] }] }),
  wrong('a rule with two destinations', 'AppD, /appTrafficRule/0/dstInterface: FORWARD_DECAPSULATED needs exactly one, there are 2.', { appTrafficRule: [{ ...rule, dstInterface: [...rule.dstInterface, ...rule.dstInterface] }] }),
  wrong('two rules of one id', 'AppD, /appTrafficRule/1/trafficRuleId: is r, as another is.', { appTrafficRule: [rule, rule] }),
  wrong('a DNS rule of another family', 'AppD, /appDNSRule/0/ipAddress: must be an IPv4 address, as ipAddressType says.', { appDNSRule: [{ dnsRuleId: 'd', domainName: 'a.test', ipAddressType: 'IP_V4', ipAddress: '::1' }] }),
  wrong('an image that is not there', 'The image camera-image is Files/none.tar by the descriptor, which the package lacks; an image elsewhere is a URL such as docker://registry.example.com/analytics:1.2.0.', { swImageDescriptor: [imageDescriptor({ swImage: 'Files/none.tar' })], osContainerDescriptor: [{ osContainerDescId: 'c', name: 'c', description: 'c', swImageDesc: imageDescriptor({ swImage: 'Files/none.tar' }) }] }),
  wrong('an image of another size', /^The image second has 23 bytes, by the descriptor 7\.$/, { swImageDescriptor: [imageDescriptor({ id: 'second', size: 7 })] }),
  wrong('an image of another checksum', new RegExp(`^The file ${IMAGE} has the sha-256 [0-9a-f]{64}, by the descriptor 00\\.$`), { swImageDescriptor: [imageDescriptor({ id: 'second', checksum: { algorithm: 'sha-256', hash: '00' } })] }),
];

export const MALFORMED_PACKAGES: MalformedPackage[] = [...ARCHIVES, ...METADATA, ...MANIFESTS, ...TEXTS, ...DESCRIPTORS];
