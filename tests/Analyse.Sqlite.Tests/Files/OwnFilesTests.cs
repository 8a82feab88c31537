using System.Runtime.Versioning;
using Analyse.Sqlite.Tests.Support;
using Xunit;

namespace Analyse.Sqlite.Tests.Files;

[UnsupportedOSPlatform("windows")]
public sealed class OwnFilesTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task S32_Only_the_owner_can_read_the_files_and_the_directory()
    {
        using var test = new TestStore(_folder, new TestStoreSettings { FileName = "data/analyse.db" });
        await test.AppendAsync();

        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.File("data")));
        var files = Directory.GetFiles(_folder.File("data"));
        Assert.Equal(4, files.Length);
        Assert.All(files, file => Assert.Equal(OwnerOnly, File.GetUnixFileMode(file)));
    }

    [Fact]
    public void S32_A_file_that_others_can_read_is_taken_from_them()
    {
        new TestStore(_folder).Dispose();
        File.SetUnixFileMode(_folder.File(), OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        using var test = new TestStore(_folder);

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(test.Path));
    }

    [Theory]
    [InlineData("analyse.db")]
    [InlineData("analyse.db-wal")]
    [InlineData("analyse.db-shm")]
    public void S32_A_symbolic_link_in_the_place_of_a_file_is_not_followed(string name)
    {
        var elsewhere = _folder.File("elsewhere");
        File.WriteAllText(elsewhere, "precious");
        File.CreateSymbolicLink(_folder.File(name), elsewhere);

        var failure = Assert.Throws<AnalyseStoreException>(() => new TestStore(_folder));

        Assert.Contains(_folder.File(name), failure.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(elsewhere));
    }

    [Fact]
    public async Task S32_A_symbolic_link_in_the_place_of_the_sign_of_life_is_not_followed()
    {
        var elsewhere = _folder.File("elsewhere");
        File.CreateSymbolicLink(_folder.File("analyse.db-lease"), elsewhere);

        using var test = new TestStore(_folder);
        await test.AppendAsync("a");

        Assert.Equal(["a"], await test.DeliverAllAsync());
        Assert.False(File.Exists(elsewhere));
    }
}
