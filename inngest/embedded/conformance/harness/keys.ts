export const eventKey = "conformance-event-key";
export const signingKey = `signkey-prod-${"0123456789abcdef".repeat(4)}`;
export const otherSigningKey = `signkey-prod-${"fedcba9876543210".repeat(4)}`;
