"""The parts that make the bundled example: invented names, facts, Word forms, workbooks, notes."""
