"""Each message is answered or cut off with a code, for little, and the server goes on."""

import pytest

from tests.attacks.messages import MESSAGES


@pytest.mark.parametrize("attack", MESSAGES, ids=str)
def test_a_message_gets_a_code_and_takes_little(targets, attack):
    targets.withstand(lambda target: target.outcome(attack.send()), attack.outcomes, attack.milliseconds)
