using System.Net;
using System.Net.Sockets;
using Analyse.Delivery;
using Analyse.Transport;
using Xunit;

namespace Analyse.Tests.Delivery;

public sealed class AnswerClassifierTests
{
    [Theory]
    [InlineData(nameof(Verdict.Delivered), 200, 201, 202, 204, 206, 299)]
    [InlineData(nameof(Verdict.Retry), 408, 425, 429, 500, 502, 503, 504, 520, 522, 529, 599)]
    [InlineData(nameof(Verdict.KeyRefused), 401, 403, 407)]
    [InlineData(nameof(Verdict.Misrouted), 300, 301, 302, 303, 304, 307, 308, 404, 405, 410, 421, 501, 505, 511)]
    [InlineData(nameof(Verdict.TooLarge), 413)]
    [InlineData(nameof(Verdict.Poison), 400, 402, 406, 409, 411, 412, 414, 415, 416, 417, 418, 422, 423, 424, 426, 428, 431, 451, 499)]
    public void Each_status_has_its_place_in_the_retry_table(string verdict, params int[] statuses) =>
        Assert.All(statuses, status => Assert.Equal(
            verdict, AnswerClassifier.Classify(TransportAnswer.Of((HttpStatusCode)status)).ToString()));

    [Fact]
    public void Every_possible_status_has_a_verdict_and_only_2xx_is_a_delivery()
    {
        for (var status = 100; status < 1000; status++)
        {
            var verdict = AnswerClassifier.Classify(TransportAnswer.Of((HttpStatusCode)status));

            Assert.Equal(status is >= 200 and <= 299, verdict is Verdict.Delivered);
        }
    }

    [Fact]
    public void No_answer_at_all_is_tried_again_whatever_kept_it_away()
    {
        Exception[] failures =
        [
            new HttpRequestException(HttpRequestError.NameResolutionError),
            new HttpRequestException(HttpRequestError.ConnectionError),
            new HttpRequestException(HttpRequestError.SecureConnectionError),
            new IOException(),
            new SocketException((int)SocketError.ConnectionReset),
            new TimeoutException(),
            new InvalidOperationException(),
        ];

        Assert.All(failures, failure => Assert.Equal(
            Verdict.Retry, AnswerClassifier.Classify(new TransportAnswer { Failure = failure })));
    }

    [Fact]
    public void A_description_names_the_status_or_the_kind_of_failure_and_never_its_text()
    {
        Assert.Equal("HTTP 503", Describe(TransportAnswer.Of(HttpStatusCode.ServiceUnavailable)));
        Assert.Equal("ConnectionError", Describe(Failed(new HttpRequestException(HttpRequestError.ConnectionError, "secret"))));
        Assert.Equal("HttpRequestException", Describe(Failed(new HttpRequestException("secret"))));
        Assert.Equal("IOException", Describe(Failed(new IOException("secret"))));

        static string Describe(TransportAnswer answer) => AnswerClassifier.Describe(answer);
        static TransportAnswer Failed(Exception failure) => new() { Failure = failure };
    }
}
