using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Bunraku.Text;

namespace Bunraku.Ruby;

/// <summary>A regular expression; .NET's after translation.</summary>
internal sealed partial class RubyRegexp : RubyObject
{
    private readonly Lazy<Regex> wide;

    /// <param name="encoding">That of the text that it was made from.</param>
    public RubyRegexp(
        RubyModule type,
        string source,
        string flags,
        Span? place = null,
        RubyEncoding? encoding = null
    )
        : base(type)
    {
        (Source, Flags) = (source, new string([.. "mix".Where(flags.Contains)]));
        IsRaw = flags.Contains('n', StringComparison.Ordinal);
        IsFixed =
            !RubyEncoding.IsAscii(source)
            || flags.Contains('u', StringComparison.Ordinal)
            || source.Contains('\\', StringComparison.Ordinal) && Foreign().IsMatch(source);
        Encoding =
            !IsFixed ? RubyEncoding.Ascii
            : IsRaw ? RubyEncoding.Binary
            : RubyEncoding.IsAscii(source) ? RubyEncoding.Utf8
            : encoding ?? RubyEncoding.Utf8;
        IsFrozen = true;
        if (Encoding == RubyEncoding.Utf8 && !RubyEncoding.IsWhole(source))
        {
            var shown = Inspection.Of(source)[1..^1];
            throw type.Runtime.Error("RegexpError", $"invalid multibyte character: /{shown}/", place);
        }
        try
        {
            (Regex, HasNames) = Translated(isWide: false);
            wide = new(() => Translated(isWide: true).Regex);
        }
        catch (RubyPatternException failure)
        {
            throw type.Runtime.Error(
                "RegexpError",
                failure.IsOurs ? failure.Message : $"{failure.Problem}: /{source}/",
                place
            );
        }
        catch (RegexParseException failure)
        {
            var problem = RubyPattern.Problem(failure);
            throw type.Runtime.Error("RegexpError", $"{problem}: /{source}/", place);
        }
        catch (ArgumentException failure)
        {
            throw type.Runtime.Error("RegexpError", failure.Message, place);
        }
    }

    private RubyRegexp(RubyModule type, RubyRegexp original)
        : base(type)
    {
        (Source, Flags, IsRaw, IsFixed, Encoding, HasNames, Regex, wide) = (
            original.Source,
            original.Flags,
            original.IsRaw,
            original.IsFixed,
            original.Encoding,
            original.HasNames,
            original.Regex,
            original.wide
        );
        IsFrozen = true;
    }

    public string Source { get; }

    public string Flags { get; }

    /// <summary>Whether it is written to match bytes (<c>/x/n</c>).</summary>
    public bool IsRaw { get; }

    /// <summary>Whether it matches nothing but texts of its encoding, and such as are ASCII.</summary>
    public bool IsFixed { get; }

    public RubyEncoding Encoding { get; }

    public bool HasNames { get; }

    /// <summary>Whether two match the same for all that is written.</summary>
    public bool IsLike(RubyRegexp other) =>
        Source == other.Source && Flags == other.Flags && Encoding == other.Encoding;

    /// <summary>A text that is written with what it is written with.</summary>
    public RubyString Part(string text) => new(Class.Runtime.Classes.String, text) { Encoding = Encoding };

    /// <summary>A character or a byte that is not ASCII, by its number.</summary>
    [GeneratedRegex(
        @"(?<!\\)(?:\\\\)*\\(?:x[89a-fA-F][0-9a-fA-F]|[23][0-7]{2}|u(?!00[0-7])[0-9a-fA-F]{4}|u\{[^}]*?(?!0*[0-7]?[0-9a-fA-F][ }])[0-9a-fA-F]{2,}[ }])"
    )]
    private static partial Regex Foreign();

    /// <summary>Whether it stands for a text, looked for also where bytes make no characters.</summary>
    public bool IsLiteral { get; init; }

    public Regex Regex { get; }

    private (Regex Regex, bool HasNames) Translated(bool isWide)
    {
        var prefix = Flags.Length > 0 ? $"(?{Flags})" : "";
        var translated = RubyRegexTranslator.Translate(prefix + Source, isWide);
        var options =
            RegexOptions.CultureInvariant
            | RegexOptions.Multiline
            | (translated.HasNamedGroups ? RegexOptions.ExplicitCapture : 0);
        return (new Regex(translated.Pattern, options, TimeSpan.FromSeconds(5)), translated.HasNamedGroups);
    }

    /// <summary>As it matches a text, in which a character may be two of .NET's.</summary>
    public Regex For(string text) =>
        !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Regex
        : IsLiteral || RubyEncoding.IsWhole(text) ? wide.Value
        : throw Class.Runtime.Error("ArgumentError", "invalid byte sequence in UTF-8");

    /// <summary>The same expression for a world: what it was translated to is kept.</summary>
    public RubyRegexp In(Runtime ruby) =>
        Class.Runtime == ruby ? this : new RubyRegexp(ruby.Classes.Regexp, this);

    /// <summary>Its source as it stands between slashes.</summary>
    public string Slashed
    {
        get
        {
            if (!Source.Contains('/', StringComparison.Ordinal))
            {
                return Source;
            }
            var text = new StringBuilder();
            for (var at = 0; at < Source.Length; at++)
            {
                if (Source[at] == '\\' && at + 1 < Source.Length)
                {
                    text.Append(Source[at++]);
                }
                else if (Source[at] == '/')
                {
                    text.Append('\\');
                }
                text.Append(Source[at]);
            }
            return text.ToString();
        }
    }

    /// <summary>The same with bytes that are no characters by their numbers.</summary>
    public string Printed =>
        Encoding == RubyEncoding.Utf8
            ? Slashed
            : string.Concat(
                Slashed.Select(c =>
                    c < 0x80 ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}")
                )
            );

    /// <summary>As it stands within another one.</summary>
    public string Embedded
    {
        get
        {
            var (flags, inner) = (Flags, Slashed);
            if (Group().Match(Source) is { Success: true } group && IsWhole(group.Groups[3].Value))
            {
                var on = (Flags + group.Groups[1].Value).Except(group.Groups[2].Value);
                (flags, inner) = (new string([.. "mix".Where(on.Contains)]), group.Groups[3].Value);
            }
            var off = new string([.. "mix".Where(flag => !flags.Contains(flag))]);
            return $"(?{flags}{(off.Length > 0 ? "-" + off : "")}:{inner})";
        }
    }

    /// <summary>A group with options that is all of an expression, or options before all of it.</summary>
    [GeneratedRegex(@"\A\(\?([mix]*)(?:-([mix]*))?(?::(.*)\)|\)(?<3>.*))\z", RegexOptions.Singleline)]
    private static partial Regex Group();

    private static bool IsWhole(string source)
    {
        try
        {
            return new Regex(RubyRegexTranslator.Translate(source).Pattern) is not null;
        }
        catch (Exception failure) when (failure is RubyPatternException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>
    /// Whether it matches from a character on, which is counted from the end when negative.
    /// </summary>
    public bool IsMatch(string text, int from) =>
        Start(text, from) is var at && at >= 0 && at <= text.Length && For(text).IsMatch(text, at);

    /// <summary>Matches from a character on, which is counted from the end when negative.</summary>
    public RubyMatch? MatchFrom(Runtime ruby, string text, int from, RubyEncoding? encoding = null) =>
        Match(ruby, text, Start(text, from) is >= 0 and var at ? at : text.Length + 1, encoding);

    private static int Start(string text, int from) =>
        from == 0 ? 0
        : (from < 0 ? from + Places.Count(text) : from) is >= 0 and var at ? Places.Unit(text, at)
        : -1;

    /// <summary>Matches, and notes it as the last match of whoever calls.</summary>
    public RubyMatch? Match(Runtime ruby, string text, int from = 0, RubyEncoding? encoding = null)
    {
        if (
            encoding is not null
            && encoding != Encoding
            && (IsFixed && !RubyEncoding.IsAscii(text) || !encoding.IsAsciiCompatible)
        )
        {
            throw EncodingMethods.Problem(
                ruby,
                "CompatibilityError",
                $"incompatible encoding regexp match ({Encoding.Name} regexp with {encoding.Name} string)"
            );
        }
        var found =
            from > text.Length ? System.Text.RegularExpressions.Match.Empty : For(text).Match(text, from);
        var result = found.Success
            ? new RubyMatch(ruby.Classes.MatchData, this, found, text, encoding)
            : null;
        ruby.SetLastMatch((object?)result ?? Nil.Value);
        return result;
    }
}

/// <summary>What a regular expression matched.</summary>
internal sealed class RubyMatch(
    RubyModule type,
    RubyRegexp regexp,
    Match match,
    string text,
    RubyEncoding? encoding
) : RubyObject(type)
{
    public RubyRegexp Regexp => regexp;

    public Match Match => match;

    public string Text => text;

    public int Count => match.Groups.Count;

    /// <summary>The character that the match begins with.</summary>
    public long Start => Places.Character(text, match.Index);

    public object Group(int index) =>
        index < 0 || index >= match.Groups.Count ? Nil.Value : Of(match.Groups[index]);

    /// <summary>A group by a number that counts from the end when negative, or by a name.</summary>
    public object GroupOf(object key)
    {
        var ruby = Class.Runtime;
        if (key is not (Symbol or RubyString))
        {
            return ruby.Int(key) is var number && number < 0
                ? Group((int)Math.Max(-1, number + Count))
                : Group((int)Math.Min(number, int.MaxValue));
        }
        var name = ruby.NameOf(key);
        return Names.Contains(name)
            ? Group(name)
            : throw ruby.Error("IndexError", $"undefined group name reference: {name}");
    }

    /// <summary>The last group that took part, or null.</summary>
    public object? LastGroup =>
        Enumerable.Range(1, Count - 1).Select(Group).LastOrDefault(group => group is not Nil);

    /// <summary>The unit that a group begins with.</summary>
    public int PlaceOf(object group) =>
        group is long number
            ? match.Groups[(int)(number < 0 ? number + Count : number)].Index
            : match.Groups[RubyGroups.Plain(Class.Runtime.NameOf(group))].Index;

    public object Group(string name) => Of(match.Groups[RubyGroups.Plain(name)]);

    public IEnumerable<string> Names => regexp.HasNames ? NamedGroups.In(regexp.Source) : [];

    private object Of(Group group) => group.Success ? Part(group.Value) : Nil.Value;

    /// <summary>A part of the text.</summary>
    public RubyString Part(string part) =>
        Class.Runtime.String(part) is var made && encoding is null
            ? made
            : new RubyString(made.Class, part) { Encoding = encoding! };
}
