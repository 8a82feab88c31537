using Analyse.Events;
using Analyse.Tests.Support;
using Analyse.Tracking;
using Xunit;

namespace Analyse.Tests.Tracking;

public sealed class AttributionTests
{
    private readonly FakeContext _request = new()
    {
        PersonId = "user_1",
        AnonymousId = "anon_1",
        SessionId = "sess_1",
        Page = new PageContext { Path = "/pricing" },
    };

    [Fact]
    public void The_request_fills_in_what_the_event_does_not_say()
    {
        var filled = Fill(new AnalyseEvent("e"));

        Assert.Equal(("user_1", "anon_1", "sess_1"), (filled.PersonId, filled.AnonymousId, filled.SessionId));
        Assert.Same(_request.Page, filled.Page);
        Assert.Equal(Encoded.Moment, filled.Timestamp);
        Assert.Equal(7, filled.Id.Version);
    }

    [Fact]
    public void What_the_event_says_itself_wins()
    {
        var page = new PageContext { Path = "/own" };
        var when = Encoded.Moment.AddDays(-1);

        var filled = Fill(new AnalyseEvent("e")
        {
            PersonId = "user_1",
            AnonymousId = "own_device",
            SessionId = "own_session",
            Page = page,
            Timestamp = when,
        });

        Assert.Equal(("user_1", "own_device", "own_session"), (filled.PersonId, filled.AnonymousId, filled.SessionId));
        Assert.Same(page, filled.Page);
        Assert.Equal(when, filled.Timestamp);
    }

    [Fact]
    public void An_event_of_another_person_takes_no_device_no_session_and_no_page_of_this_request()
    {
        var filled = Fill(new AnalyseEvent("e") { PersonId = "user_2" });

        Assert.Equal(("user_2", null, null, null), (filled.PersonId, filled.AnonymousId, filled.SessionId, filled.Page));
    }

    [Fact]
    public void An_event_of_another_person_keeps_what_it_says_itself()
    {
        var page = new PageContext();

        var filled = Fill(new AnalyseEvent("e") { PersonId = "user_2", AnonymousId = "anon_2", SessionId = "sess_2", Page = page });

        Assert.Equal(("user_2", "anon_2", "sess_2"), (filled.PersonId, filled.AnonymousId, filled.SessionId));
        Assert.Same(page, filled.Page);
    }

    [Fact]
    public void A_visitor_without_a_person_is_the_device_of_a_person_the_event_names()
    {
        _request.PersonId = null;

        var filled = Fill(new AnalyseEvent("e") { PersonId = "user_2" });

        Assert.Equal(("user_2", "anon_1"), (filled.PersonId, filled.AnonymousId));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_event_whose_own_person_id_is_blank_is_not_given_to_the_person_of_the_request(string blank)
    {
        var filled = Fill(new AnalyseEvent("e") { PersonId = blank });

        Assert.Equal((null, null), (filled.PersonId, filled.AnonymousId));
        Assert.False(Attribution.IsIdentified(filled));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    public void A_blank_id_is_no_id(string blank)
    {
        _request.PersonId = blank;
        _request.AnonymousId = blank;
        _request.SessionId = blank;

        var filled = Fill(new AnalyseEvent("e") { PersonId = blank, AnonymousId = blank, SessionId = blank });

        Assert.Equal((null, null, null), (filled.PersonId, filled.AnonymousId, filled.SessionId));
        Assert.False(Attribution.IsIdentified(filled));
    }

    [Fact]
    public void A_session_that_may_not_be_sent_is_left_out_because_the_event_is_worth_more() =>
        Assert.Null(Fill(new AnalyseEvent("e") { SessionId = "a\nb" }).SessionId);

    [Theory]
    [InlineData("user_1", null, true)]
    [InlineData(null, "anon_1", true)]
    [InlineData(null, null, false)]
    [InlineData("user\n1", "anon_1", false)]
    [InlineData("user_1", "anon\0", false)]
    public void Every_id_must_be_valid_and_one_must_be_there(string? personId, string? anonymousId, bool expected) =>
        Assert.Equal(expected, Attribution.IsIdentified(Encoded.By(personId, anonymousId)));

    [Fact]
    public void A_key_makes_the_id_the_same_each_time()
    {
        var first = Fill(new AnalyseEvent("paid") { IdempotencyKey = "order_1" });
        var second = Fill(new AnalyseEvent("paid") { IdempotencyKey = "order_1" });

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(EventId.FromKey("paid", "order_1"), first.Id);
        Assert.NotEqual(first.Id, Fill(new AnalyseEvent("refunded") { IdempotencyKey = "order_1" }).Id);
    }

    private EventContext Fill(AnalyseEvent analyseEvent) => Attribution.Fill(analyseEvent, _request, Encoded.Moment);
}
