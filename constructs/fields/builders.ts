// The public names of what fields are made of: `field.text(…)`.
export { flag, oneOf, only } from './choice';
export { group } from './group';
export { anyLabels, labels } from './labels';
export { byAmount, byRank, type Direction, either, leaf } from './leaf';
export { list } from './list';
export { count, number, port } from './number';
export { optional } from './optional';
export { cpu, memory, resources, storage } from './resource-fields';
export { scale } from './scale-field';
export { text } from './text';
export { variants } from './variants';
