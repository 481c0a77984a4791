"""What a gap between two turns of the window's loop is made of."""

import threading
import time

from stall_meter import Gap, Moment, gap_between, queue_of_this_thread


def test_what_others_work_beside_the_window_holds_it_only_while_it_waits() -> None:
    """Own work and waits while others work are a hold; the machine's queue and idling are not."""
    start = Moment(0, 0, 0, 0)
    beside = gap_between(start, Moment(clock=30, own=30, whole=60, queue=0))
    locked_out = gap_between(start, Moment(clock=30, own=10, whole=30, queue=0))
    queued = gap_between(start, Moment(clock=30, own=10, whole=30, queue=20))
    for_the_disk = gap_between(start, Moment(clock=30, own=10, whole=10, queue=0))
    assert (beside, locked_out) == (Gap(30, 30, 30), Gap(30, 30, 10))
    assert (queued, for_the_disk) == (Gap(30, 10, 10), Gap(30, 10, 10))


def test_the_queue_only_grows_and_is_the_threads_own() -> None:
    """The figure can be read as often as is wanted, from any thread."""
    found: list[bool] = []

    def look() -> None:
        read = queue_of_this_thread()
        before = read()
        time.sleep(0.001)
        found.append(0 <= before <= read())

    threads = [threading.Thread(target=look) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == [True, True]
