/** Mirrors kubernetes pkg/apis/resource/v1/defaults.go. */
import { mapShared, replaced, withDefaults } from '../defaults/with-defaults.ts';
import type { DeviceAsk, DeviceRequest, ResourceClaimSpec } from './types.ts';

function ask<T extends DeviceAsk>(asked: T): T {
  const mode = asked.allocationMode || 'ExactCount';
  const named = replaced(asked, 'allocationMode', mode);
  return mode === 'ExactCount' && !named.count ? { ...named, count: 1 } : named;
}

function request(asked: DeviceRequest): DeviceRequest {
  const { exactly, firstAvailable } = asked;
  const one = exactly ? replaced(asked, 'exactly', ask(exactly)) : asked;
  return firstAvailable ? replaced(one, 'firstAvailable', mapShared(firstAvailable, ask)) : one;
}

type Devices = NonNullable<ResourceClaimSpec['devices']>;
const NOTHING: ResourceClaimSpec = {};
const NO_DEVICES: Devices = {};

export function claimSpecDefaults(spec: ResourceClaimSpec = NOTHING): ResourceClaimSpec {
  const devices = withDefaults(spec.devices ?? NO_DEVICES, { requests: null });
  const requests = devices.requests?.length ? mapShared(devices.requests, request) : null;
  return replaced(spec, 'devices', replaced(devices, 'requests', requests));
}
