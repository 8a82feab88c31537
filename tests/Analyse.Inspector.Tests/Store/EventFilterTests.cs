using Analyse.Inspector.Store;
using Xunit;

namespace Analyse.Inspector.Tests.Store;

public sealed class EventFilterTests
{
    private readonly StoredEvent[] _events =
    [
        .. new[]
        {
            Some.Received("visited_before", person: null, anonymous: "phone"),
            Some.Received("signed_in", person: "robin", anonymous: "phone"),
            Some.Received("visited_after", person: null, anonymous: "phone"),
            Some.Received("at_work", person: "robin", anonymous: "laptop"),
            Some.Received("job", person: "robin"),
            Some.Received("same_laptop", person: "mika", anonymous: "laptop"),
            Some.Received("stranger", person: null, anonymous: "kiosk"),
        }.Select((received, index) => new StoredEvent(index + 1, default, received)),
    ];

    [Fact]
    public void Everything_is_there_without_a_filter() => Assert.Equal(7, EventFilter.Apply(_events, null, "").Count());

    [Fact]
    public void A_person_has_the_events_of_the_person_id_and_of_every_anonymous_id_seen_with_it() =>
        Assert.Equal(["visited_before", "signed_in", "visited_after", "at_work", "job"], Of("robin"));

    [Fact]
    public void A_shared_device_does_not_mix_what_carries_another_persons_id() => Assert.Equal(["same_laptop"], Of("mika"));

    [Fact]
    public void A_linked_anonymous_id_leads_to_the_persons_events() =>
        Assert.Equal(["visited_before", "signed_in", "visited_after", "at_work", "job"], Of("phone"));

    [Fact]
    public void An_anonymous_id_that_nobody_owns_stands_for_itself() => Assert.Equal(["stranger"], Of("kiosk"));

    [Fact]
    public void Somebody_who_was_never_seen_has_no_events() => Assert.Empty(Of("nobody"));

    [Fact]
    public void Name_and_person_can_be_combined() =>
        Assert.Equal(["at_work"], EventFilter.Apply(_events, "robin", "at_work").Select(stored => stored.Event.Name));

    private IEnumerable<string> Of(string person) => EventFilter.Apply(_events, person, null).Select(stored => stored.Event.Name);
}
