"""The access of a viewer and the conditions under which each table's rows are visible, in SQL."""

from loaders.visibility import rules as rules
