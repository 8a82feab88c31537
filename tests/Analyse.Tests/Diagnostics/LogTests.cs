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

    [Theory]
    [InlineData(1, LogLevel.Information, "Started")]
    [InlineData(2, LogLevel.Information, "SwitchedOff")]
    [InlineData(3, LogLevel.Warning, "NoKey")]
    [InlineData(4, LogLevel.Error, "ReloadRefused")]
    [InlineData(5, LogLevel.Information, "SettingsChanged")]
    [InlineData(6, LogLevel.Information, "StartedWithoutKey")]
    [InlineData(7, LogLevel.Information, "SettingsChangedWithoutKey")]
    [InlineData(10, LogLevel.Debug, "EventAccepted")]
    [InlineData(11, LogLevel.Debug, "EventDuplicate")]
    [InlineData(12, LogLevel.Debug, "EventRefused")]
    [InlineData(13, LogLevel.Debug, "EventDelivered")]
    [InlineData(14, LogLevel.Debug, "EventKept")]
    [InlineData(15, LogLevel.Error, "EventDead")]
    [InlineData(20, LogLevel.Error, "StandardEventRefused")]
    [InlineData(21, LogLevel.Warning, "CustomEventRefused")]
    [InlineData(22, LogLevel.Warning, "StoreFull")]
    [InlineData(23, LogLevel.Error, "EnricherFailed")]
    [InlineData(24, LogLevel.Error, "ObserverFailed")]
    [InlineData(30, LogLevel.Warning, "DeliveryFailed")]
    [InlineData(31, LogLevel.Information, "DeliveryRecovered")]
    [InlineData(32, LogLevel.Error, "KeyRefused")]
    [InlineData(33, LogLevel.Error, "Misrouted")]
    [InlineData(34, LogLevel.Error, "LoopFaulted")]
    [InlineData(40, LogLevel.Information, "Stopped")]
    [InlineData(41, LogLevel.Warning, "StoppedWithLoss")]
    public void A_message_keeps_its_id_its_level_and_its_name(int id, LogLevel level, string name)
    {
        var message = Assert.Single(_messages, pair => pair.Message.EventId == id).Message;

        Assert.Equal(level, message.Level);
        Assert.Equal(name, message.EventName);
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
