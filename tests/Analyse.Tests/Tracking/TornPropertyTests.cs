using System.Text.Json;
using System.Text.Json.Nodes;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests.Tracking;

/// <summary>One thread sets properties while another captures them. What is accepted is one of the values, whole.</summary>
public sealed class TornPropertyTests
{
    private const int CapturesOfPair = 400;
    private const int Captures = 10_000;

    private static readonly (PropertyValue? Value, string Json)[] _kinds =
    [
        (null, "null"),
        ("\"},{\"forged\":1", "\"\\\"},{\\\"forged\\\":1\""),
        (49.00m, "49.00"),
        (-7, "-7"),
        (1_234_567_890_123, "1234567890123"),
        (2.5, "2.5"),
        (0.1f, "0.1"),
        (ulong.MaxValue, "18446744073709551615"),
        (true, "true"),
        (false, "false"),
        (JsonDocument.Parse("1.50e3").RootElement, "1.50e3"),
        (new[] { "a", "b" }, "[\"a\",\"b\"]"),
        (new EventProperties { ["a"] = 1 }, "{\"a\":1}"),
    ];

    [Fact]
    public void F90_A_property_that_changes_its_kind_is_sent_as_one_or_the_other()
    {
        var intake = new TestIntake();
        var captured = new AnalyseEvent("invoice_paid") { PersonId = "user_1", Properties = { ["p"] = 1 } };
        foreach (var (one, other) in Pairs())
        {
            using var changing = new Alternating(
                () => captured.Properties["p"] = one.Value, () => captured.Properties["p"] = other.Value);
            for (var i = 0; i < CapturesOfPair; i++)
            {
                Assert.Equal(CaptureResult.Accepted, intake.Capture(captured));
                var sent = intake.Last.GetProperty("properties").GetProperty("p").GetRawText();
                Assert.True(sent == one.Json || sent == other.Json, $"{sent} is neither {one.Json} nor {other.Json}");
            }
        }
    }

    [Fact]
    public void F90_An_enricher_that_keeps_its_copy_sees_one_or_the_other()
    {
        var intake = new TestIntake(enrichers: [new KeepingEnricher()]);
        var captured = new AnalyseEvent("invoice_paid") { PersonId = "user_1", Properties = { ["p"] = 1 } };
        using var changing = new Alternating(() => captured.Properties["p"] = 49.00m, () => captured.Properties["p"] = "text");

        for (var i = 0; i < Captures; i++)
        {
            Assert.Equal(CaptureResult.Accepted, intake.Capture(captured));
            Assert.Contains(intake.Last.GetProperty("properties").GetProperty("p").GetRawText(), new[] { "49.00", "\"text\"" });
        }
    }

    [Fact]
    public void F90_Properties_that_come_and_go_are_sent_or_the_event_is_rejected()
    {
        var intake = new TestIntake();
        var captured = new AnalyseEvent("invoice_paid") { PersonId = "user_1", Properties = { ["kept"] = true } };
        using var changing = new Alternating(
            () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    captured.Properties[$"p{i}"] = i;
                }
            },
            () =>
            {
                for (var i = 0; i < 20; i++)
                {
                    captured.Properties.Remove($"p{i}");
                }
            });

        for (var i = 0; i < Captures; i++)
        {
            Assert.Contains(intake.Capture(captured), new[] { CaptureResult.Accepted, CaptureResult.Invalid });
        }
    }

    [Fact]
    public void F90_Nested_properties_that_change_while_they_are_set_never_throw()
    {
        var intake = new TestIntake();
        var nested = new EventProperties();
        var list = new List<string>();
        var json = new JsonObject();
        using var changing = new Alternating(
            () =>
            {
                nested[$"n{nested.Count}"] = 1;
                list.Add("x");
                json[$"n{json.Count}"] = 1;
            },
            () =>
            {
                if (list.Count > 50)
                {
                    nested.Clear();
                    list.Clear();
                    json.Clear();
                }
            });

        for (var i = 0; i < Captures; i++)
        {
            var result = intake.Capture(new AnalyseEvent("cart_saved")
            {
                PersonId = "user_1",
                Properties = { ["nested"] = nested, ["list"] = list, ["json"] = json },
            });
            Assert.Contains(result, new[] { CaptureResult.Accepted, CaptureResult.Invalid });
        }
    }

    [Fact]
    public void F90_JSON_that_is_disposed_of_while_it_is_set_becomes_no_raw_text()
    {
        var intake = new TestIntake();
        for (var i = 0; i < 500; i++)
        {
            var document = JsonDocument.Parse("[1e400,2.50,{\"a\":-0.5}]");
            var root = document.RootElement;
            using (new Alternating(document.Dispose, static () => JsonDocument.Parse("[\"other\",\"texts\"]").Dispose()))
            {
                var result = intake.Capture(new AnalyseEvent("cart_saved") { PersonId = "user_1", Properties = { ["json"] = root } });
                Assert.Contains(result, new[] { CaptureResult.Accepted, CaptureResult.Invalid });
            }
        }
    }

    private static IEnumerable<((PropertyValue? Value, string Json) One, (PropertyValue? Value, string Json) Other)> Pairs() =>
        from first in Enumerable.Range(0, _kinds.Length)
        from second in Enumerable.Range(first + 1, _kinds.Length - first - 1)
        select (_kinds[first], _kinds[second]);

    private sealed class KeepingEnricher : IEventEnricher
    {
        public bool Enrich(AnalyseEvent analyseEvent)
        {
            analyseEvent.Properties["enriched"] = analyseEvent.Properties["p"];
            return true;
        }
    }
}
