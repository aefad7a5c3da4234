"""The orders that importers get wrong, each with what it shows; none depends on chance."""

from ..shops import AMERICA, AUSTRALIA, BRITAIN, GERMANY, JAPAN, PORTUGAL
from .america import america
from .australia import australia
from .britain import britain
from .germany import germany
from .japan import japan
from .portugal import portugal

CASES = {PORTUGAL: portugal, AUSTRALIA: australia, JAPAN: japan, AMERICA: america, BRITAIN: britain, GERMANY: germany}
