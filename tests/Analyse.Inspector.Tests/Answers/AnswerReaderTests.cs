using System.Text;
using Analyse.Inspector.Answers;
using Analyse.Inspector.Ingest;
using Xunit;

namespace Analyse.Inspector.Tests.Answers;

public sealed class AnswerReaderTests
{
    [Fact]
    public void An_empty_object_is_the_normal_answer() => Assert.Equal(Answer.Normal, Read("{}", out _));

    [Fact]
    public void All_settings_are_read() =>
        Assert.Equal(
            new Answer(503, 30, 250, 4),
            Read("""{"status":503,"retryAfterSeconds":30,"delayMilliseconds":250,"requests":4}""", out _));

    [Fact]
    public void Null_is_as_good_as_left_out() =>
        Assert.Equal(
            Answer.Normal,
            Read("""{"status":null,"retryAfterSeconds":null,"delayMilliseconds":null,"requests":null}""", out _));

    [Fact]
    public void A_429_says_when_to_come_again_even_if_nobody_said_it() =>
        Assert.Equal(5, Read("""{"status":429}""", out _)!.RetryAfterSeconds);

    [Theory]
    [InlineData("", "")]
    [InlineData("503", "")]
    [InlineData("""{"status":"503"}""", "status")]
    [InlineData("""{"status":302}""", "status")]
    [InlineData("""{"status":204}""", "status")]
    [InlineData("""{"status":600}""", "status")]
    [InlineData("""{"status":503.5}""", "status")]
    [InlineData("""{"status":503,"retryAfterSeconds":-1}""", "retryAfterSeconds")]
    [InlineData("""{"retryAfterSeconds":5}""", "retryAfterSeconds")]
    [InlineData("""{"delayMilliseconds":60001}""", "delayMilliseconds")]
    [InlineData("""{"requests":0}""", "requests")]
    [InlineData("""{"delay":5}""", "delay")]
    public void What_cannot_be_answered_is_a_problem_with_its_place(string body, string field)
    {
        Assert.Null(Read(body, out var problems));
        Assert.Equal(field, problems[0].Field);
    }

    private static Answer? Read(string body, out Findings problems)
    {
        problems = new Findings();
        return AnswerReader.Read(Encoding.UTF8.GetBytes(body), problems);
    }
}
