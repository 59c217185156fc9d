/** Every diagram a lesson may use. */
import { Adoption } from './Adoption.tsx';
import { FailureTimeline } from './FailureTimeline.tsx';
import { ReconcileLoop } from './ReconcileLoop.tsx';
import { TwoHealers } from './TwoHealers.tsx';

export const diagrams = { Adoption, FailureTimeline, ReconcileLoop, TwoHealers };
