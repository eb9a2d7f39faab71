"""Each document is answered or refused with a code, for little, and the server goes on."""

import pytest

from tests.attacks.documents import DOCUMENTS


@pytest.mark.parametrize("attack", DOCUMENTS, ids=str)
def test_a_document_gets_a_code_and_takes_little(targets, attack):
    targets.withstand(lambda target: target.outcome(attack.send()), attack.outcomes, attack.milliseconds)
