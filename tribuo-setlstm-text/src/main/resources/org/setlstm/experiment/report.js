"use strict";
// Tables sort by the column whose head is clicked: numbers by value, the largest first, all else by name.
for (const head of document.querySelectorAll("thead th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => sort(head));
    head.replaceChildren(button);
}

function sort(head) {
    const body = head.closest("table").tBodies[0];
    const column = head.cellIndex;
    const before = head.getAttribute("aria-sort");
    const value = row => {
        const number = row.cells[column].textContent.replace(/,/g, "").match(/^[^\d+-]?[+-]?\d+(\.\d+)?/);
        return number ? parseFloat(number[0].replace(/^[^\d+-]/, "")) : null;
    };
    const rows = Array.from(body.rows);
    const numeric = rows.some(row => value(row) !== null);
    const ascending = before === null ? !numeric : before === "descending";
    rows.sort((a, b) => {
        const x = value(a);
        const y = value(b);
        if (numeric && (x === null || y === null)) {
            return (x === null) - (y === null);
        }
        const order = numeric ? x - y : a.cells[column].textContent.localeCompare(b.cells[column].textContent);
        return ascending ? order : -order;
    });
    head.parentElement.querySelectorAll("th").forEach(th => th.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    body.append(...rows);
}
