"""Place and day → wages owed, fees, deductions and rights; the offer check."""
