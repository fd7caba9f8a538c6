/** The dark tokens of the product's look; the page has no build step and no script. */
export const pageStyle = `
:root { color-scheme: dark; }
* { box-sizing: border-box; }
body { margin: 0; background: #0b0b0c; color: #ededee; font: 400 14px/20px Geist, Inter, system-ui, sans-serif;
  letter-spacing: -0.005em; font-variant-numeric: tabular-nums; }
header, main { max-width: 1200px; margin: 0 auto; padding: 0 32px; }
header { padding-top: 32px; padding-bottom: 8px; }
h1 { margin: 0; font: 600 20px/28px inherit; font-size: 20px; letter-spacing: -0.02em; }
header p { margin: 4px 0 0; color: #a3a3a8; }
h2 { margin: 0 0 8px; font-size: 15px; line-height: 20px; font-weight: 600; letter-spacing: -0.01em; }
section { margin: 24px 0; }
.scroll { overflow-x: auto; background: #121213; border: 1px solid #28282b; border-radius: 12px; }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th, td { padding: 8px 16px; text-align: left; vertical-align: top; font-weight: 400; }
thead th { color: #a3a3a8; font-size: 12px; line-height: 16px; font-weight: 500; white-space: nowrap; }
tbody tr { border-top: 1px solid #28282b; }
tbody th { font-weight: 500; white-space: nowrap; }
.number { white-space: nowrap; }
.id, code { font-family: ui-monospace, SFMono-Regular, Menlo, monospace; font-size: 12px; }
.id { overflow-wrap: anywhere; }
code { background: #1a1a1c; padding: 2px 6px; border-radius: 6px; white-space: nowrap; }
.subtle { color: #8b8b92; }
.state { padding: 2px 8px; border-radius: 6px; font-size: 12px; line-height: 16px; font-weight: 500; white-space: nowrap; }
.muted { color: #a3a3a8; background: #1a1a1c; }
.info { color: #70b8ff; background: #70b8ff24; }
.success { color: #4cc38a; background: #4cc38a24; }
.danger { color: #ff7369; background: #ff736924; }
@media (max-width: 720px) { header, main { padding-left: 16px; padding-right: 16px; } }
`;
