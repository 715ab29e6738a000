export { DataPlaneModule } from './data-plane.module.js';
export { DataPlane, type DataPlaneChange, type SteeredRule } from './domain/data-plane.js';
