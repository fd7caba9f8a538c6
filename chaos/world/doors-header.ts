/** Says who asks at the doors of a world, in place of a session. */
export const personHeader = "x-chaos-person";
