export { DataPlaneModule } from './data-plane.module.js';
export { DataPlane, type DataPlaneChange, type Forward, type ForwardChange, type SteeredRule } from './domain/data-plane.js';
