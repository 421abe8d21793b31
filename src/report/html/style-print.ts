/** On paper: everything is unfolded, nothing is cut in two that fits on a page, and what is coloured stays so. */
export const PRINT = `
@page{margin:16mm}
@media print{
body{font-size:10pt}
header,main,footer{max-width:none;padding-inline:0}
header{padding-top:0}
nav,.skip{display:none}
.layers{padding-right:1.25rem}
section{padding-top:1.25rem}
h2,h3,figcaption,caption{break-after:avoid}
table{font-size:8.5pt}
thead th,.badge,.note{font-size:8pt}
th,td{padding:.3rem .6rem .3rem 0}
tbody th{min-width:5rem}
tr,li,figure,.wave,svg,.glance{break-inside:avoid}
article.story h3+svg{break-before:avoid}
thead{display:table-header-group}
svg,.badge,.places li{print-color-adjust:exact;-webkit-print-color-adjust:exact}
a{color:inherit;text-decoration:none}
summary{color:var(--quiet);list-style:none}
details::details-content{content-visibility:visible;display:block;block-size:auto}
}
`;
