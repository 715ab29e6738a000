export { PlacementModule } from './placement.module.js';
