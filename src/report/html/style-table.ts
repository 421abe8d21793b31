/** Tables; on a phone those with many columns become cards. */
export const TABLE = `
table{border-collapse:collapse;width:100%;margin:.5rem 0 0}
caption{text-align:left;padding:0 0 .5rem;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.5rem 1rem .5rem 0;border-top:1px solid var(--line);font-weight:400}
thead th{color:var(--quiet);font-size:.85rem;border-top:0;padding-block:.25rem}
th:last-child,td:last-child{padding-right:0}
tbody th{font-weight:600;min-width:9.5rem}
td summary{padding:0}td details{margin:0}
td .note,th .note{display:block;font-weight:400}
.number{text-align:right;overflow-wrap:normal}
.none{color:var(--quiet)}
.bar{display:block;margin:.25rem 0 0 auto;max-width:6rem;transform:scaleX(-1)}
details tbody th{min-width:0;font-weight:400;color:var(--quiet)}
details table:not(.cards){width:auto}
@media(max-width:40rem){tbody th{min-width:0}}
@media screen and (max-width:56rem){
table.cards,.cards tbody,.cards tr,.cards th,.cards td{display:block}
.cards caption{display:block}
.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards tr{padding:.75rem 0;border-top:1px solid var(--line)}
.cards th,.cards td{border:0;padding:.1rem 0;text-align:left}
.cards td{display:grid;grid-template-columns:8rem minmax(0,1fr);gap:.5rem;align-items:baseline}
.cards td::before{content:attr(data-head);color:var(--quiet);font-size:.85rem}
.cards td .note{display:inline}
.bar{margin-left:0;transform:none}
.cards details{margin:0}
}
`;
