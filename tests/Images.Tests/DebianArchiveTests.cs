using Bunraku.Tests;

namespace Bunraku.Images.Tests;

/// <summary>
/// <c>cases/archive</c>: files of <c>/etc/apt</c> and a suite in, lines of a source list out.
/// </summary>
public sealed class DebianArchiveTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Cases => CaseFile.In("archive");

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_archive_of_this_machine_serves_another_suite(string name)
    {
        var @case = CaseFile.Read(name);
        folder.WriteFiles(@case);
        @case.Expect(
            "sources",
            string.Join('\n', DebianArchive.SourcesFor(@case.Value("suite")!, folder.Path))
        );
    }
}
