using System.Globalization;
using System.Numerics;
using Bunraku.Text;

namespace Bunraku.Language;

internal static class LanguageDiagnostics
{
    public static Diagnostic NumericOverflow(Span at, BigInteger value) =>
        Diagnostic.Error("numeric-overflow", "x", at);
}
