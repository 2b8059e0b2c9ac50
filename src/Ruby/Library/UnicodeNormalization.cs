using System.Globalization;
using System.Text;

namespace Bunraku.Ruby;

/// <summary>
/// The normalization forms of Unicode Standard Annex #15. The framework has them only where ICU is,
/// which this
/// program does without; <c>Sources/normalization.txt</c> is read when a text beyond ASCII asks for it.
/// </summary>
internal sealed class UnicodeNormalization
{
    // Syllables of Hangul are computed (The Unicode Standard, 3.12).
    private const int Syllable = 0xac00;
    private const int Lead = 0x1100;
    private const int Vowel = 0x1161;
    private const int Tail = 0x11a7;
    private const int Vowels = 21;
    private const int Tails = 28;
    private const int Syllables = 11_172;

    private static readonly Lazy<UnicodeNormalization> Tables = new(() => new());

    private readonly Dictionary<int, int[]> canonical = [];
    private readonly Dictionary<int, int[]> compatible = [];
    private readonly Dictionary<(int, int), int> composed = [];
    private readonly Dictionary<int, int> classes = [];

    private UnicodeNormalization()
    {
        using var stream = typeof(UnicodeNormalization).Assembly.GetManifestResourceStream(
            "normalization.txt"
        )!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                Read(line, line.AsSpan().IndexOfAny("=!~@"));
            }
        }
    }

    private void Read(string line, int sign)
    {
        var code = Hex(line.AsSpan(0, sign));
        if (line[sign] == '@')
        {
            var rest = line[(sign + 1)..].Split(' ');
            for (var one = code; one <= Hex(rest[1]); one++)
            {
                classes[one] = int.Parse(rest[0], CultureInfo.InvariantCulture);
            }
            return;
        }
        int[] parts = [.. line[(sign + 1)..].Split(' ').Select(part => Hex(part))];
        (line[sign] == '~' ? compatible : canonical)[code] = parts;
        if (line[sign] == '=')
        {
            composed[(parts[0], parts[1])] = code;
        }
    }

    private static int Hex(ReadOnlySpan<char> text) =>
        int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>A text in one of the forms; ASCII is the same in each.</summary>
    public static string Of(string text, NormalizationForm form) =>
        Ascii.IsValid(text) ? text : Tables.Value.Normalized(text, form);

    private string Normalized(string text, NormalizationForm form)
    {
        var isCompatible = form is NormalizationForm.FormKC or NormalizationForm.FormKD;
        var parts = new List<int>();
        foreach (var rune in text.EnumerateRunes())
        {
            TakeApart(rune.Value, isCompatible, parts);
        }
        Order(parts);
        if (form is NormalizationForm.FormC or NormalizationForm.FormKC)
        {
            parts = Composed(parts);
        }
        return string.Concat(parts.Select(char.ConvertFromUtf32));
    }

    private void TakeApart(int code, bool isCompatible, List<int> parts)
    {
        var syllable = code - Syllable;
        if (syllable is >= 0 and < Syllables)
        {
            parts.Add(Lead + syllable / (Vowels * Tails));
            parts.Add(Vowel + syllable % (Vowels * Tails) / Tails);
            if (syllable % Tails > 0)
            {
                parts.Add(Tail + syllable % Tails);
            }
        }
        else if (
            canonical.TryGetValue(code, out var found)
            || isCompatible && compatible.TryGetValue(code, out found)
        )
        {
            foreach (var part in found)
            {
                TakeApart(part, isCompatible, parts);
            }
        }
        else
        {
            parts.Add(code);
        }
    }

    private int ClassOf(int code) => classes.GetValueOrDefault(code);

    /// <summary>Marks on one character stand in the order of their classes.</summary>
    private void Order(List<int> parts)
    {
        for (var i = 1; i < parts.Count; i++)
        {
            var (code, own) = (parts[i], ClassOf(parts[i]));
            var at = i;
            while (own > 0 && at > 0 && ClassOf(parts[at - 1]) > own)
            {
                parts[at] = parts[at - 1];
                at--;
            }
            parts[at] = code;
        }
    }

    private List<int> Composed(List<int> parts)
    {
        var output = new List<int>();
        var (starter, last) = (-1, 0);
        foreach (var code in parts)
        {
            var own = ClassOf(code);
            if (
                starter >= 0
                && (last < own || last == 0 && output.Count == starter + 1)
                && Together(output[starter], code) is { } made
            )
            {
                output[starter] = made;
                continue;
            }
            (starter, last) = own == 0 ? (output.Count, 0) : (starter, own);
            output.Add(code);
        }
        return output;
    }

    private int? Together(int first, int second)
    {
        if (first - Lead is >= 0 and < 19 and var lead && second - Vowel is >= 0 and < Vowels and var vowel)
        {
            return Syllable + (lead * Vowels + vowel) * Tails;
        }
        if (
            first - Syllable is >= 0 and < Syllables and var syllable
            && syllable % Tails == 0
            && second - Tail is > 0 and < Tails and var tail
        )
        {
            return first + tail;
        }
        return composed.TryGetValue((first, second), out var made) ? made : null;
    }
}
