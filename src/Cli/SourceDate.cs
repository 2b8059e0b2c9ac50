using System.Globalization;
using Bunraku.Images;
using Bunraku.Text;
using Bunraku.Unix;

namespace Bunraku.Cli;

/// <summary><c>SOURCE_DATE_EPOCH</c> (reproducible-builds.org), or the fixed default.</summary>
internal static class SourceDate
{
    private const string Variable = "SOURCE_DATE_EPOCH";

    public static UnixTime Latest =>
        Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text ? BuildSettings.DefaultLatest
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new UnixTime(seconds)
        : throw new DiagnosticException(CliDiagnostics.BadSourceDate(text));
}
