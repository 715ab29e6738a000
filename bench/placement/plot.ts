import type { Outcome } from './outcome.js';
import type { SimulatedPolicy } from './policies.js';

const WIDTH = 885;
const HEIGHT = 560;
const MARGIN = { left: 95, right: 190, top: 50, bottom: 60 };
const COLOURS = { NEAREST: '#0b6e99', DISTANCE: '#b4540a', TOPOLOGY: '#3f7d20' } as const;
const FAMILIES = ['NEAREST', 'DISTANCE', 'TOPOLOGY'] as const;

interface Axis {
  /** Pixels of a value. */
  at: (value: number) => number;
  steps: number[];
}

const pixels = (share: number, [from, to]: readonly [number, number]) => Math.round((from + share * (to - from)) * 10) / 10;

function costAxis(values: number[], span: readonly [number, number]): Axis {
  const [least, most] = [Math.floor(Math.min(...values) * 5) / 5, Math.ceil(Math.max(...values) * 5) / 5];
  return { at: (value) => pixels((value - least) / (most - least), span), steps: Array.from({ length: Math.round((most - least) * 5) + 1 }, (_unused, index) => least + index / 5) };
}

/** By tens of misses, since each ten of them is as hard to get rid of as the one before; what is better than the last step is drawn there. */
function hitAxis(span: readonly [number, number]): Axis {
  const steps = [0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999];
  const height = (value: number) => -Math.log10(1 - Math.min(Math.max(value, steps[0]!), steps.at(-1)!));
  const [least, most] = [height(steps[0]!), height(steps.at(-1)!)];
  return { at: (value) => pixels((height(value) - least) / (most - least), span), steps };
}

const text = (x: number, y: number, content: string, others = '') => `<text x="${x}" y="${y}" ${others}>${content}</text>`;

function axes(x: Axis, y: Axis): string[] {
  const [bottom, right] = [HEIGHT - MARGIN.bottom, WIDTH - MARGIN.right];
  return [
    ...x.steps.flatMap((value) => [`<path class="grid" d="M${x.at(value)} ${MARGIN.top}V${bottom}"/>`, text(x.at(value), bottom + 20, value.toFixed(1), 'text-anchor="middle"')]),
    ...y.steps.flatMap((value) => [`<path class="grid" d="M${MARGIN.left} ${y.at(value)}H${right}"/>`, text(MARGIN.left - 8, y.at(value) + 4, `${Math.round(value * 10_000) / 100} %`, 'text-anchor="end"')]),
    text((MARGIN.left + right) / 2, HEIGHT - 15, 'copies per user (mean over time)', 'text-anchor="middle"'),
    text(18, (MARGIN.top + bottom) / 2, 'hit rate: moves that found the copy READY', `text-anchor="middle" transform="rotate(-90 18 ${(MARGIN.top + bottom) / 2})"`),
  ];
}

/** Dashed: destroyOnLeave. Hollow: copies go with their last reference. */
const lineStyle = (leaves: boolean, colour: string) => `fill="none" stroke="${colour}" stroke-width="1.5"${leaves ? ' stroke-dasharray="5 4"' : ''}`;
const mark = (x: number, y: number, colour: string, keepFor: number) => `<circle cx="${x}" cy="${y}" r="4" stroke="${colour}" stroke-width="1.5" fill="${keepFor ? colour : 'white'}"/>`;

/** On its own side of the points, so that families do not write over each other. */
function nameOf({ family, name }: SimulatedPolicy, x: number, y: number): string {
  const [right, below] = family === 'NEAREST' ? [9, 14] : [-7, -8];
  return text(x + right, y + below, name.replace(/^(NEAREST|DISTANCE) /, ''), `text-anchor="${right > 0 ? 'start' : 'end'}" fill="${COLOURS[family]}"`);
}

function legend(): string[] {
  const left = WIDTH - MARGIN.right + 20;
  const at = (line: number) => MARGIN.top + 20 + line * 22;
  const sample = (line: number, leaves: boolean, colour: string) => `<path d="M${left} ${at(line) - 4}h26" ${lineStyle(leaves, colour)}/>`;
  return [
    ...FAMILIES.flatMap((family, line) => [sample(line, false, COLOURS[family]), text(left + 34, at(line), family === 'DISTANCE' ? 'DISTANCE, km' : family)]),
    ...[false, true].flatMap((leaves, line) => [sample(line + 4, leaves, '#444'), text(left + 34, at(line + 4), leaves ? 'destroyOnLeave' : 'keepWhileAdjacent')]),
    ...[30, 0].flatMap((keepFor, line) => [mark(left + 13, at(line + 7) - 4, '#444', keepFor), text(left + 34, at(line + 7), `keepFor ${keepFor} s`)]),
  ];
}

/** The trade between hit rate and cost: a line for each family of policies, destruction and time that unused copies stay. @param title in words */
export function plot(outcomes: Outcome[], title: string): string {
  const x = costAxis(outcomes.map(({ figures }) => figures.copiesPerUser), [MARGIN.left, WIDTH - MARGIN.right]);
  const y = hitAxis([HEIGHT - MARGIN.bottom, MARGIN.top]);
  const lines = FAMILIES.flatMap((family) =>
    [true, false].flatMap((leaves) =>
      [0, 30].map((keepFor) => outcomes.filter(({ policy }) => policy.family === family && policy.keepFor === keepFor && leaves === (policy.rules.destruction === 'destroyOnLeave'))),
    ),
  );
  const drawn = lines.flatMap((line) => {
    const points = line.map(({ policy, figures }) => ({ policy, x: x.at(figures.copiesPerUser), y: y.at(figures.hitRate), colour: COLOURS[policy.family] }));
    const [{ policy, colour }] = points as [(typeof points)[number]];
    const isNamed = policy.keepFor > 0 && policy.rules.destruction === 'keepWhileAdjacent';
    return [
      `<path d="M${points.map((point) => `${point.x} ${point.y}`).join('L')}" ${lineStyle(policy.rules.destruction === 'destroyOnLeave', colour)}/>`,
      ...points.map((point) => mark(point.x, point.y, colour, policy.keepFor)),
      ...(isNamed ? points.map((point) => nameOf(point.policy, point.x, point.y)) : []),
    ];
  });
  const style = '<style>text{font:13px sans-serif}.grid{stroke:#ddd;fill:none}.title{font-size:15px;font-weight:bold}</style>';
  const content = [style, `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`, text(MARGIN.left, 28, title, 'class="title"'), ...axes(x, y), ...drawn, ...legend()];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">\n${content.join('\n')}\n</svg>\n`;
}
