using Bunraku.Tests;
using Bunraku.Text;

namespace Bunraku.Images.Tests;

/// <summary><c>cases/site</c>: a site file in, the site as read or its diagnostics out.</summary>
public sealed class SiteCaseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Cases => CaseFile.In("site");

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_site_file_is_read(string name)
    {
        var @case = CaseFile.Read(name);
        folder.WriteFiles(@case);
        var (site, diagnostics) = SiteFileReader.Read(folder.Path);
        Assert.Equal(site is null, diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error));
        if (!diagnostics.IsEmpty)
        {
            @case.Expect("diagnostics", Shown(DiagnosticRenderer.Render(diagnostics)));
        }
        if (site is not null)
        {
            @case.Expect("site", Shown(SiteText.Print(site)));
        }
    }

    private string Shown(string text) => text.Replace(folder.Path, "FOLDER", StringComparison.Ordinal);
}
