using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Analyse.Tests.Support;
using Xunit;

namespace Analyse.Tests;

/// <summary>The habits of this code base, held by a test.</summary>
public sealed partial class ConventionTests
{
    private static readonly Assembly _library = typeof(AnalyseClient).Assembly;
    private static readonly Type[] _types = [.. _library.GetTypes().Where(IsWritten)];

    /// <summary>What each stage of the flow may know of the others. An arrow never points left.</summary>
    public static TheoryData<string, string[]> Stages() => new()
    {
        { "Tracking", ["Events", "Storage"] },
        { "Events", [] },
        { "Storage", [] },
        { "Delivery", ["Storage", "Transport"] },
        { "Transport", [] },
    };

    [Theory]
    [MemberData(nameof(Stages))]
    public void A_stage_knows_only_the_stages_it_hands_on_to(string stage, string[] known)
    {
        string[] stages = ["Tracking", "Events", "Storage", "Delivery", "Transport"];

        var found =
            from type in _library.GetTypes()
            where StageOf(type) == stage
            from reference in TypeReferences.Of(type)
            where StageOf(reference) is { } other && other != stage && stages.Contains(other)
            select StageOf(reference);

        Assert.Equal(known, found.Distinct().Order());
    }

    [Fact]
    public void Every_class_is_sealed_or_static_but_for_those_that_are_there_to_be_built_on()
    {
        var open = _types.Where(type => type is { IsClass: true, IsSealed: false }).Select(type => type.Name);

        Assert.Equal(["AnalyseEvent", "CheckoutEvent", "EventBatch"], open.Order());
    }

    [Fact]
    public void There_is_one_type_in_a_file_and_the_folder_is_its_namespace()
    {
        var wrong =
            from file in SourceFiles.Of("Analyse")
            let text = File.ReadAllText(file.Path)
            let types = TopLevelType().Matches(text).Select(match => match.Groups["name"].Value).Distinct().ToList()
            let name = Path.GetFileNameWithoutExtension(file.Path).Split('.')[0]
            let space = Namespace().Match(text).Groups["name"].Value
            where types.Count != 1 || types[0] != name || (space != file.Namespace && !space.StartsWith("Microsoft.", StringComparison.Ordinal))
            select $"{file.Path}: {string.Join(", ", types)} in {space}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Nothing_static_can_be_changed_but_what_belongs_to_one_thread()
    {
        const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var changeable =
            from type in _types
            from field in type.GetFields(Static)
            where field is { IsInitOnly: false, IsLiteral: false }
                && !field.IsDefined(typeof(ThreadStaticAttribute))
                && !field.IsDefined(typeof(CompilerGeneratedAttribute))
                && !IsGenerated(type)
            select $"{type.Name}.{field.Name}";

        Assert.Empty(changeable);
        Assert.DoesNotContain(_types.SelectMany(type => type.GetProperties(Static)), property => property.CanWrite);
    }

    [Fact]
    public void What_is_asynchronous_says_so_in_its_name()
    {
        const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var wrong =
            from type in _types
            from method in type.GetMethods(All)
            where !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal)
            where method.IsDefined(typeof(AsyncStateMachineAttribute)) || (type.IsPublic && method.IsPublic && IsTask(method.ReturnType))
            where !method.Name.EndsWith("Async", StringComparison.Ordinal)
            select $"{type.Name}.{method.Name}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void What_users_wait_for_can_be_cancelled()
    {
        var wrong =
            from type in _types
            where type.IsPublic
            from method in type.GetMethods()
            where IsTask(method.ReturnType) && !method.IsSpecialName && method.Name != nameof(IAsyncDisposable.DisposeAsync)
            where method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)
            select $"{type.Name}.{method.Name}";

        Assert.Empty(wrong);
    }

    private static bool IsTask(Type type) =>
        typeof(Task).IsAssignableFrom(type) || (type.FullName?.StartsWith("System.Threading.Tasks.ValueTask", StringComparison.Ordinal) ?? false);

    private static bool IsWritten(Type type) =>
        type.Namespace?.StartsWith("System", StringComparison.Ordinal) is false
        && !type.Namespace.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
        && !type.IsNested
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && !type.IsDefined(typeof(CompilerGeneratedAttribute))
        && (type.Namespace.StartsWith("Analyse", StringComparison.Ordinal) || type.IsPublic);

    private static bool IsGenerated(Type type) => type.BaseType == typeof(System.Text.Json.Serialization.JsonSerializerContext);

    private static string? StageOf(Type type) =>
        type.Assembly == _library && type.Namespace?.Split('.') is ["Analyse", var stage, ..] ? stage : null;

    [GeneratedRegex(@"^(?:public |internal )(?:[a-z]+ )*?(?:class|struct|interface|enum|record(?: struct)?) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
