const LIGHT = `--paper:#fff;--wash:#f4f5f7;--ink:#1b1f27;--quiet:#565d6b;--line:#d5d9e0;--link:#1d5bb0;
--good:#17683d;--good-wash:#e4f3ea;--bad:#a3211a;--bad-wash:#fbe9e7;--wary:#7a4f00;--wary-wash:#fbf0d9;--calm:#414b5c;--calm-wash:#e9ecf1;
--share:#9dbfe8;--on-share:#10233c;--bake:#d3e3f6;--met-0:#b9d2ef;--met-1:#96bbe6;--met-2:#d5e4f6;--edge:#2e64a8;--harm:#c23a2f;--open:#7fbf9b;--frozen:#c23a2f;
--waiting:#a26b00;--moving:#2e64a8;--verifying:#6b4fa0;--done:#4f9a6f`;

const DARK = `--paper:#13161b;--wash:#1b1f26;--ink:#e6e8ed;--quiet:#a5adba;--line:#363d49;--link:#8fbcf7;
--good:#7ad3a0;--good-wash:#15301f;--bad:#ff9c93;--bad-wash:#3c1a18;--wary:#ecc06c;--wary-wash:#352a10;--calm:#bcc5d3;--calm-wash:#262c36;
--share:#3c6ba5;--on-share:#f2f6fc;--bake:#26425f;--met-0:#2f5584;--met-1:#42709f;--met-2:#233f61;--edge:#8fbcf7;--harm:#f0776b;--open:#4f9a6f;--frozen:#f0776b;
--waiting:#d49a2e;--moving:#6fa6ea;--verifying:#ab90de;--done:#5aa87b`;

/** Two sets of colours. Words have a contrast of 4.5 to 1 and more on every ground; paper is always light. */
export const COLOURS = `
:root{color-scheme:light;${LIGHT}}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${DARK}}}
`;
