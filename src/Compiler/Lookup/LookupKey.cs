using System.Collections.Immutable;
using System.Globalization;
using Bunraku.Model;

namespace Bunraku.Compiler;

/// <summary>
/// A key as it is asked for: a root that data files hold (<c>apache::port</c>) and segments that lead into
/// its value
/// (<c>users.0.name</c>; quotes keep a dot inside a segment).
/// </summary>
internal sealed class LookupKey
{
    public const string Options = "lookup_options";

    private LookupKey(string text, string root, ImmutableArray<Value> segments)
    {
        Text = text;
        Root = root;
        Segments = segments;
        var colons = root.IndexOf("::", StringComparison.Ordinal);
        ModuleName = colons < 0 ? null : root[..colons];
    }

    public string Text { get; }

    public string Root { get; }

    /// <summary>Strings and integers that lead into the root's value.</summary>
    public ImmutableArray<Value> Segments { get; }

    /// <summary>The module that may hold data for the key, or null.</summary>
    public string? ModuleName { get; }

    /// <summary>The key, or null when it is malformed.</summary>
    public static LookupKey? Parse(string text)
    {
        if (text.IndexOfAny(['\'', '"', '.']) < 0)
        {
            return new(text, text, []);
        }
        var segments = new List<Value>();
        var at = 0;
        while (true)
        {
            if (NextSegment(text, ref at) is not { } segment)
            {
                return null;
            }
            segments.Add(segment);
            if (at == text.Length)
            {
                return new(text, segments[0].ToString(), [.. segments.Skip(1)]);
            }
            if (text[at++] != '.')
            {
                return null;
            }
        }
    }

    /// <summary>What the segments lead to in the root's value; null when there is no such thing.</summary>
    public Value? Dig(Value? value, Explainer? explainer = null)
    {
        if (Segments.IsEmpty || value is null)
        {
            return value;
        }
        using var _ = explainer?.Enter(new ExplainedSubKey(Segments));
        foreach (var segment in Segments)
        {
            using var step = explainer?.Enter(new ExplainedSegment());
            value = Step(value, segment);
            if (value is null)
            {
                explainer?.NotFound(segment.ToString());
                return null;
            }
            explainer?.Found(segment.ToString(), value);
        }
        return value;
    }

    /// <summary>A structure in which <see cref="Dig"/> finds the value.</summary>
    public Value Wrap(Value value)
    {
        foreach (var segment in Segments.Reverse())
        {
            value = segment is IntegerValue index
                ? ArrayValue.Of(
                    Enumerable.Repeat<Value>(UndefValue.Instance, (int)index.Number).Append(value)
                )
                : HashValue.Empty.With(segment, value);
        }
        return value;
    }

    private Value? Step(Value? value, Value segment) =>
        (value, segment) switch
        {
            (null or UndefValue, _) => null,
            (ArrayValue array, IntegerValue index) => index.Number >= 0 && index.Number < array.Count
                ? array[(int)index.Number]
                : null,
            (HashValue hash, _) => hash.Find(segment),
            _ => throw new EvaluationException(LookupDiagnostics.NotAHash(value, segment.ToString(), Text)),
        };

    private static Value? NextSegment(string text, ref int at)
    {
        var start = at;
        var quote = start;
        while (quote < text.Length && char.IsWhiteSpace(text[quote]))
        {
            quote++;
        }
        if (quote < text.Length && text[quote] is '"' or '\'')
        {
            var end = text.IndexOf(text[quote], quote + 1);
            if (end <= quote + 1)
            {
                return null;
            }
            at = end + 1;
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            return text[(quote + 1)..end];
        }
        var stop = text.AsSpan(start).IndexOfAny('.', '\'', '"');
        at = stop < 0 ? text.Length : start + stop;
        var word = text[start..at].Trim();
        if (at == start)
        {
            return null;
        }
        return long.TryParse(
            word,
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : word;
    }
}
