/** Names that will stand in a path. Mirrors apimachinery pkg/api/validation/path/name.go IsValidPathSegmentName. */

const MAY_NOT_BE = ['.', '..'];
const MAY_NOT_CONTAIN = ['/', '%'];

export function pathSegmentErrors(name: string): readonly string[] {
  if (MAY_NOT_BE.includes(name)) return [`may not be '${name}'`];
  return MAY_NOT_CONTAIN.filter((part) => name.includes(part)).map(
    (part) => `may not contain '${part}'`,
  );
}
