"""Writes what `open-invoices.csv` should come to: for each of five days and each currency the sums by how long they were
overdue. Decimals and plain loops, none of the program's own code. Run it in this folder after changing the sheet."""

import csv
import datetime
from decimal import Decimal

DAYS = ["2025-01-31", "2025-03-02", "2025-04-15", "2025-06-30", "2025-12-31"]


def bucket(due, at):
    days = (at - due).days if due else 0
    if days <= 0:
        return 0
    return min((days - 1) // 30, 3) + 1


def main():
    with open("open-invoices.csv", encoding="utf-8", newline="") as sheet:
        rows = list(csv.DictReader(sheet))
    with open("ageing.csv", "w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n")
        write.writerow(["at", "currency", "not-due", "1-30", "31-60", "61-90", "over-90"])
        for day in DAYS:
            at = datetime.date.fromisoformat(day)
            sums = {}
            for row in rows:
                if datetime.date.fromisoformat(row["issued"]) > at:
                    continue
                open_amount = Decimal(row["amount"])
                if row["paid_on"] and datetime.date.fromisoformat(row["paid_on"]) <= at:
                    open_amount -= Decimal(row["paid"])
                due = datetime.date.fromisoformat(row["due"]) if row["due"] else None
                sums.setdefault(row["currency"], [Decimal("0.00")] * 5)[bucket(due, at)] += open_amount
            for currency in sorted(sums):
                if any(sums[currency]):
                    write.writerow([day, currency, *sums[currency]])


if __name__ == "__main__":
    main()
