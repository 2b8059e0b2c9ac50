using System.Collections.Frozen;

namespace Bunraku.Text;

/// <summary>
/// What <c>\p{…}</c> names besides the POSIX classes: general categories, short and long, and the
/// scripts that are
/// written most, with their characters up to 16 bits (Unicode 15, <c>Scripts.txt</c>).
/// </summary>
internal static class RubyProperties
{
    private static readonly FrozenDictionary<string, string> Scripts = new Dictionary<string, string>
    {
        ["latin"] =
            @"\u0041-\u005a\u0061-\u007a\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8"
            + @"\u02e0-\u02e4\u1d00-\u1d25\u1d2c-\u1d5c\u1d62-\u1d65\u1d6b-\u1d77\u1d79-\u1dbe"
            + @"\u1e00-\u1eff\u2071\u207f\u2090-\u209c\u212a-\u212b\u2132\u214e\u2160-\u2188"
            + @"\u2c60-\u2c7f\ua722-\ua787\ua78b-\ua7ca\ua7d0-\ua7d1\ua7d3\ua7d5-\ua7d9\ua7f2-\ua7ff"
            + @"\uab30-\uab5a\uab5c-\uab64\uab66-\uab69\ufb00-\ufb06\uff21-\uff3a\uff41-\uff5a",
        ["greek"] =
            @"\u0370-\u0373\u0375-\u0377\u037a-\u037d\u037f\u0384\u0386\u0388-\u038a\u038c"
            + @"\u038e-\u03a1\u03a3-\u03e1\u03f0-\u03ff\u1d26-\u1d2a\u1d5d-\u1d61\u1d66-\u1d6a\u1dbf"
            + @"\u1f00-\u1f15\u1f18-\u1f1d\u1f20-\u1f45\u1f48-\u1f4d\u1f50-\u1f57\u1f59\u1f5b\u1f5d"
            + @"\u1f5f-\u1f7d\u1f80-\u1fb4\u1fb6-\u1fc4\u1fc6-\u1fd3\u1fd6-\u1fdb\u1fdd-\u1fef"
            + @"\u1ff2-\u1ff4\u1ff6-\u1ffe\u2126\uab65",
        ["cyrillic"] =
            @"\u0400-\u0484\u0487-\u052f\u1c80-\u1c88\u1d2b\u1d78\u2de0-\u2dff\ua640-\ua69f"
            + @"\ufe2e-\ufe2f",
        ["armenian"] = @"\u0531-\u0556\u0559-\u058a\u058d-\u058f\ufb13-\ufb17",
        ["hebrew"] =
            @"\u0591-\u05c7\u05d0-\u05ea\u05ef-\u05f4\ufb1d-\ufb36\ufb38-\ufb3c\ufb3e\ufb40-\ufb41"
            + @"\ufb43-\ufb44\ufb46-\ufb4f",
        ["arabic"] =
            @"\u0600-\u0604\u0606-\u060b\u060d-\u061a\u061c-\u061e\u0620-\u063f\u0641-\u064a"
            + @"\u0656-\u066f\u0671-\u06dc\u06de-\u06ff\u0750-\u077f\u0870-\u088e\u0890-\u0891"
            + @"\u0898-\u08e1\u08e3-\u08ff\ufb50-\ufbc2\ufbd3-\ufd3d\ufd40-\ufd8f\ufd92-\ufdc7\ufdcf"
            + @"\ufdf0-\ufdff\ufe70-\ufe74\ufe76-\ufefc",
        ["devanagari"] = @"\u0900-\u0950\u0955-\u0963\u0966-\u097f\ua8e0-\ua8ff",
        ["thai"] = @"\u0e01-\u0e3a\u0e40-\u0e5b",
        ["hangul"] =
            @"\u1100-\u11ff\u302e-\u302f\u3131-\u318e\u3200-\u321e\u3260-\u327e\ua960-\ua97c"
            + @"\uac00-\ud7a3\ud7b0-\ud7c6\ud7cb-\ud7fb\uffa0-\uffbe\uffc2-\uffc7\uffca-\uffcf"
            + @"\uffd2-\uffd7\uffda-\uffdc",
        ["hiragana"] = @"\u3041-\u3096\u309d-\u309f",
        ["katakana"] =
            @"\u30a1-\u30fa\u30fd-\u30ff\u31f0-\u31ff\u32d0-\u32fe\u3300-\u3357\uff66-\uff6f"
            + @"\uff71-\uff9d",
        ["han"] =
            @"\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b"
            + @"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Categories = new Dictionary<string, string>
    {
        ["letter"] = "L",
        ["uppercaseletter"] = "Lu",
        ["lowercaseletter"] = "Ll",
        ["titlecaseletter"] = "Lt",
        ["modifierletter"] = "Lm",
        ["otherletter"] = "Lo",
        ["mark"] = "M",
        ["nonspacingmark"] = "Mn",
        ["spacingmark"] = "Mc",
        ["enclosingmark"] = "Me",
        ["number"] = "N",
        ["decimalnumber"] = "Nd",
        ["letternumber"] = "Nl",
        ["othernumber"] = "No",
        ["punctuation"] = "P",
        ["connectorpunctuation"] = "Pc",
        ["dashpunctuation"] = "Pd",
        ["openpunctuation"] = "Ps",
        ["closepunctuation"] = "Pe",
        ["initialpunctuation"] = "Pi",
        ["finalpunctuation"] = "Pf",
        ["otherpunctuation"] = "Po",
        ["symbol"] = "S",
        ["mathsymbol"] = "Sm",
        ["currencysymbol"] = "Sc",
        ["modifiersymbol"] = "Sk",
        ["othersymbol"] = "So",
        ["separator"] = "Z",
        ["spaceseparator"] = "Zs",
        ["lineseparator"] = "Zl",
        ["paragraphseparator"] = "Zp",
        ["other"] = "C",
        ["control"] = "Cc",
        ["format"] = "Cf",
        ["unassigned"] = "Cn",
        ["privateuse"] = "Co",
        ["surrogate"] = "Cs",
    }.ToFrozenDictionary();

    /// <summary>The characters of a script, as they stand in a class, or null.</summary>
    public static string? Script(string name) => Scripts.GetValueOrDefault(name);

    /// <summary>
    /// A category in .NET's short form, or null: <c>lu</c> and <c>uppercase_letter</c> are <c>Lu</c>.
    /// </summary>
    public static string? Category(string name) =>
        name.Replace("_", "", StringComparison.Ordinal) is var plain
        && Categories.TryGetValue(plain, out var known)
            ? known
            : Categories.Values.FirstOrDefault(one => one.Equals(name, StringComparison.OrdinalIgnoreCase));
}
