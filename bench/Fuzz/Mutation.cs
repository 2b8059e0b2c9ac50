using System.Text;

namespace Bunraku.Fuzz;

/// <summary>Makes a new text of one of the corpus: a few changes, small and large.</summary>
internal sealed class Mutation(Corpus corpus, Random random)
{
    private const int MostChanges = 5;
    private const int LongestPiece = 60;
    private const int LongestRun = 3000;
    private const int LongestText = 60_000;

    private static readonly string[] Pieces =
    [
        .. "{ } [ ] ( ) ' \" ${ } $x , ; : :: => +> = == + - * / % ! ? | |> <| <<| |>> ~ =~ !~ << >>".Split(
            ' '
        ),
        .. "@( @ @@ ~> -> <- <~ . .. # \\ 0x 1e 9223372036854775807 -9223372036854775808 1.5e308 0.0".Split(
            ' '
        ),
        .. "if else elsif unless case class define node function type inherits default undef true in and".Split(
            ' '
        ),
        .. "Integer String[1] Array[Any] Hash Struct[a=>1] Variant Optional Callable Type Init Sensitive".Split(
            ' '
        ),
        .. "Pattern[/(a+)+$/] Timespan Timestamp SemVer Regexp Enum[a] Tuple Iterable Class[a] File['/x']".Split(
            ' '
        ),
        .. ".each|$x|{ .map|$x|{$x} .reduce .filter .with .then .new .slice(2) .sort .flatten .lest||{1}".Split(
            ' '
        ),
        "@(END)\n",
        "@(\"E\":json/L)\n",
        "| END\n",
        "\n",
        "\t",
        "\r\n",
        "\0",
        "\uFEFF",
        "é",
        "😀",
        "<%",
        "<%=",
        "-%>",
        "%>",
        "<%-|",
        "/*",
        "*/",
        "/x/",
        "include ",
        "notice(",
        "&a ",
        "*a ",
        "!!binary ",
        "- ",
        ": ",
        "%{lookup('a')}",
        "%{",
    ];

    public Input Next()
    {
        var input = corpus.Inputs[random.Next(corpus.Inputs.Length)];
        var text = new StringBuilder(input.Text);
        for (var i = random.Next(1, MostChanges + 1); i > 0; i--)
        {
            Change(text, input.Kind);
        }
        return input with { Text = Decoded(text.ToString(0, Math.Min(text.Length, LongestText))) };
    }

    /// <summary>As it comes from a file: half a surrogate pair becomes the replacement character.</summary>
    private static string Decoded(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private void Change(StringBuilder text, InputKind kind)
    {
        var (start, length) = Stretch(text);
        _ = random.Next(11) switch
        {
            0 => text.Remove(start, length),
            1 => text.Insert(start, text.ToString(start, length)),
            2 or 3 => text.Insert(start, Pieces[random.Next(Pieces.Length)]),
            4 => text.Remove(start, length).Insert(start, Pieces[random.Next(Pieces.Length)]),
            5 => text.Insert(start, Other(kind)),
            6 => text.Remove(start, length).Insert(start, Other(kind)),
            7 => Move(text, start, length),
            8 => Replace(text, start),
            9 => text.Insert(start, (char)random.Next(random.Next(4) == 0 ? 0x10000 : 0x80)),
            _ => random.Next(20) == 0 ? Repeat(text, start, length) : text.Remove(start, Math.Min(length, 1)),
        };
    }

    private (int Start, int Length) Stretch(StringBuilder text)
    {
        var start = random.Next(text.Length + 1);
        return (start, Math.Min(random.Next(1, LongestPiece), text.Length - start));
    }

    /// <summary>A stretch of another input of the kind.</summary>
    private string Other(InputKind kind)
    {
        var other = corpus.Inputs[random.Next(corpus.Inputs.Length)];
        if (other.Kind != kind)
        {
            return "";
        }
        var start = random.Next(other.Text.Length);
        return other.Text.Substring(
            start,
            Math.Min(random.Next(1, LongestPiece * 4), other.Text.Length - start)
        );
    }

    private StringBuilder Move(StringBuilder text, int start, int length)
    {
        var piece = text.ToString(start, length);
        text.Remove(start, length);
        return text.Insert(random.Next(text.Length + 1), piece);
    }

    private StringBuilder Replace(StringBuilder text, int at)
    {
        if (at < text.Length)
        {
            text[at] = (char)random.Next(0x20, 0x7f);
        }
        return text;
    }

    private StringBuilder Repeat(StringBuilder text, int start, int length)
    {
        var piece = text.ToString(start, Math.Min(length, 8));
        return text.Insert(start, new StringBuilder().Insert(0, piece, random.Next(LongestRun)).ToString());
    }
}
