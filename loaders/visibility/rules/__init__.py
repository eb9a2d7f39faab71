"""The visibility rules: one for each table that is not public, in a file for the records that it guards."""

from loaders.tables import table_of
from loaders.visibility.registry import RULES, visible
from loaders.visibility.rules.records import deposited_records
from models import Deposited
from models.discovery import import_modules

import_modules(__name__)
visible(*(each for each in Deposited.__subclasses__() if table_of(each) not in RULES))(deposited_records)
