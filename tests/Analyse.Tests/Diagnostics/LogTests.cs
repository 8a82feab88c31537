using System.Reflection;
using Analyse.Diagnostics;
using Analyse.Tests.Support;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Analyse.Tests.Diagnostics;

public sealed class LogTests
{
    private static readonly (MethodInfo Method, LoggerMessageAttribute Message)[] _messages =
    [
        .. typeof(Log).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Select(method => (method, method.GetCustomAttribute<LoggerMessageAttribute>()!))
            .Where(pair => pair.Item2 is not null),
    ];

    [Fact]
    public void Every_message_has_an_id_and_a_name_of_its_own()
    {
        Assert.NotEmpty(_messages);
        Assert.All(_messages, pair => Assert.Equal(pair.Method.Name, pair.Message.EventName));
        Assert.Equal(_messages.Length, _messages.Select(pair => pair.Message.EventId).Distinct().Count());
        Assert.Equal(_messages.Length, _messages.Select(pair => pair.Message.EventName).Distinct().Count());
    }

    [Fact]
    public void Every_message_is_a_whole_sentence() => Assert.All(_messages, pair =>
    {
        var text = pair.Message.Message;
        Assert.True(char.IsUpper(text[0]), text);
        Assert.True(text[^1] is '.' or '}', text);
    });

    [Fact]
    public void Every_message_is_said_by_somebody()
    {
        var said = typeof(Log).Assembly.GetTypes()
            .Where(type => type != typeof(Log) && type.DeclaringType != typeof(Log))
            .SelectMany(TypeReferences.MethodsOf)
            .Where(method => method.DeclaringType == typeof(Log))
            .Select(method => method.Name)
            .ToHashSet();

        Assert.DoesNotContain(_messages, pair => !said.Contains(pair.Method.Name));
    }
}
